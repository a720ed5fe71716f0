# Which of the three times each operation moves.
import os
import time


def moved(label, call, path="file"):
    os.utime(path, (1000, 1000))
    before = os.stat(path)
    time.sleep(0.02)
    call()
    after = os.stat(path)
    print(label, *(name for name in ("atime", "mtime", "ctime")
                   if getattr(after, f"st_{name}_ns") != getattr(before, f"st_{name}_ns")))


with open("file", "w") as file:
    file.write("text")
os.mkdir("folder")
moved("write", lambda: os.write(os.open("file", os.O_WRONLY), b"x"))
moved("read", lambda: os.read(os.open("file", os.O_RDONLY), 1))
moved("empty write", lambda: os.write(os.open("file", os.O_WRONLY), b""))
moved("chmod", lambda: os.chmod("file", 0o600))
moved("truncate", lambda: os.truncate("file", 1))
moved("truncate to same", lambda: os.truncate("file", 1))
moved("link", lambda: os.link("file", "twin"))
moved("rename", lambda: os.rename("twin", "twin2"))
moved("create in folder", lambda: open("folder/x", "w").close(), "folder")
moved("write in folder", lambda: os.write(os.open("folder/x", os.O_WRONLY), b"x"), "folder")
moved("remove in folder", lambda: os.unlink("folder/x"), "folder")
