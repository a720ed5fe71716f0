"""pathlib's arithmetic."""
from pathlib import Path, PurePosixPath, PureWindowsPath

p = PurePosixPath("/usr/lib/../bin/python3.tar.gz")
print(p.parts, p.parent, p.name, p.suffixes, p.with_name("x"), p.relative_to("/usr"), p / "/etc", list(p.parents)[-1])
print(PurePosixPath("a/b").match("*/b"), p.is_absolute(), PurePosixPath("a") < PurePosixPath("b"), PureWindowsPath("C:\\a\\b").as_posix())
print(Path("~/x").expanduser().name, Path("a/./b//c"), Path("."), Path("x.txt").resolve().name, Path.cwd() == Path(".").resolve())
try:
    p.relative_to("/etc")
except ValueError as e:
    print("ValueError")
