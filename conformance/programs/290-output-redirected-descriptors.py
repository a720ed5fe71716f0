# stdout is replaced by a file on the level of handles, and put back.
import contextlib
import io
import os
import sys

print("before", flush=True)
saved = os.dup(1)
handle = os.open("captured.txt", os.O_WRONLY | os.O_CREAT, 0o644)
os.dup2(handle, 1)
print("into the file", flush=True)
os.system("echo a child into the file")
os.dup2(saved, 1)
print("after", repr(open("captured.txt").read()))
with contextlib.redirect_stdout(io.StringIO()) as buffer:
    print("into memory")
    os.write(1, b"not into memory\n")
print(repr(buffer.getvalue()), sys.stdout.isatty(), sys.stdout.line_buffering, sys.stdout.write_through)
