# A tree deeper than PATH_MAX can be made step by step, not named in full.
import errno
import os

home = os.open(".", os.O_RDONLY)
for _ in range(30):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
try:
    path = os.getcwd()
    print("getcwd", len(path) > 6000)
except OSError as error:
    print("getcwd", errno.errorcode[error.errno])
open("bottom", "w").close()
for _ in range(30):
    for name in os.listdir("."):
        os.unlink(name) if name == "bottom" else os.rmdir(name)
    os.chdir("..")
os.rmdir("d" * 200)
os.fchdir(home)
print("cleared")
