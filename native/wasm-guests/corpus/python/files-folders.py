"""Making, walking, globbing, copying and removing folders."""
import os
import shutil
import tempfile
from pathlib import Path

root = Path("tree")
for name in ("a/b/c.txt", "a/d.py", "e.txt"):
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(name)
print(sorted(str(p) for p in root.rglob("*.txt")), sorted(os.listdir(root)), [(d, sorted(ds), sorted(fs)) for d, ds, fs in os.walk(root)][0])
shutil.copytree(root, "copy", ignore=shutil.ignore_patterns("*.py"))
print(sorted(str(p) for p in Path("copy").rglob("*")), shutil.move("copy/e.txt", "moved.txt"), os.path.getsize("moved.txt"))
os.rename("moved.txt", "renamed.txt")
os.replace("renamed.txt", "copy/z.txt")
print(sorted(e.name for e in os.scandir("copy") if e.is_file()), os.path.isdir("copy"), os.path.relpath("tree/a", "copy"))
shutil.rmtree("copy")
with tempfile.TemporaryDirectory(dir=".") as d:
    Path(d, "x").touch()
    print(os.listdir(d))
print(os.path.exists(d), os.path.exists("copy"))
for bad in (lambda: os.rmdir("tree"), lambda: os.mkdir("tree"), lambda: os.remove("nope"), lambda: os.listdir("nope")):
    try:
        bad()
    except OSError as e:
        print(type(e).__name__)
