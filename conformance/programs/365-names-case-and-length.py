# Names differ by case; lengths are counted in bytes.
import errno
import os

os.mkdir("case")
for name in ("Name", "name", "NAME"):
    open(f"case/{name}", "w").close()
print(sorted(os.listdir("case")))
for name in ("n" * 255, "ü" * 127, "ü" * 128, "世" * 85, "世" * 86, "🦀" * 63, "🦀" * 64):
    try:
        open(f"case/{name}", "w").close()
        print(name[0], len(name), "ok")
    except OSError as error:
        print(name[0], len(name), errno.errorcode[error.errno])
for path in ("case//name", "case/./name", "case/../case/name", "./case/name", "//" + os.path.abspath("case/name")):
    print(os.path.samefile("case/name", path), end=" ")
print(os.path.normpath("a//b/../c/."), os.path.commonpath(["/a/b", "/a/c"]), os.path.split("/a/b/"))
