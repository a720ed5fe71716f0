# pathlib's glob patterns.
from pathlib import Path

for name in ("a.py", "b.txt", "sub/c.py", "sub/deep/d.py", "sub/.e.py", "[x].py"):
    path = Path("tree", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(name)
for pattern in ("*.py", "**/*.py", "*/", "sub/*/*.py", "?.*", "[ab].*", "[[]x].py", "**"):
    print(pattern, sorted(str(path.relative_to("tree")) for path in Path("tree").glob(pattern)))
print(sorted(path.name for path in Path("tree").rglob("d*")))
