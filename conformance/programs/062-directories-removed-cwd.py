# The working folder is removed under the program.
import errno
import os

home = os.getcwd()
os.mkdir("doomed")
os.chdir("doomed")
os.rmdir("../doomed")
for label, call in (
    ("getcwd", os.getcwd),
    ("listdir", lambda: os.listdir(".")),
    ("create", lambda: os.open("new", os.O_CREAT | os.O_WRONLY)),
    ("mkdir", lambda: os.mkdir("new")),
    ("stat", lambda: os.stat(".").st_nlink),
    ("parent", lambda: os.stat("..").st_ino == os.stat(home).st_ino),
    ("link", lambda: os.readlink("/proc/self/cwd").replace(home, "HOME")),
):
    try:
        print(label, call())
    except OSError as error:
        print(label, errno.errorcode[error.errno])
