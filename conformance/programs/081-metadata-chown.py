# Which owners an ordinary user may give a file, and what that does to set-id bits.
import errno
import os

open("file", "w").close()
try:
    os.chmod("file", 0o6755)
except OSError as error:
    print("set-id", errno.errorcode[error.errno])
for label, uid, gid in (
    ("unchanged", -1, -1),
    ("as it is", os.getuid(), os.getgid()),
    ("to root", 0, -1),
    ("group root", -1, 0),
    ("to another", 12345, -1),
):
    try:
        os.chown("file", uid, gid)
        print(label, oct(os.stat("file").st_mode))
    except OSError as error:
        print(label, errno.errorcode[error.errno])
