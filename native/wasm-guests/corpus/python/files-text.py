"""Text files in the workspace: modes, encodings, line ends, seeking."""
import os
from pathlib import Path

p = Path("notes.txt")
print(p.write_text("one\ntwo\nthrée\n", encoding="utf-8"), p.stat().st_size, p.read_text(encoding="utf-8").splitlines())
with open(p, "a", encoding="utf-8") as f:
    print(f.write("four\n"), f.tell(), f.mode, f.name)
with open(p, encoding="utf-8") as f:
    print(next(f), f.readline(), [line.rstrip() for line in f], f.read() == "")
with open(p, "r+b") as f:
    f.seek(-5, os.SEEK_END)
    print(f.read(), f.seek(0), f.write(b"ONE"), f.truncate(6))
print(p.read_bytes(), p.exists(), p.is_file(), p.suffix, p.stem, p.with_suffix(".bak").name)
with open("crlf.txt", "w", newline="\r\n") as f:
    f.write("a\nb\n")
print(open("crlf.txt", "rb").read(), open("crlf.txt").read(), open("crlf.txt", newline="").read().encode())
for bad in (lambda: open("notes.txt", "x"), lambda: open("no/such"), lambda: open("."), lambda: open("notes.txt", "q")):
    try:
        bad()
    except (OSError, ValueError) as e:
        print(type(e).__name__)
