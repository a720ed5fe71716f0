# User and group ids, and what an ordinary user may not become.
import errno
import os

print(len(set(os.getresuid())), len(set(os.getresgid())), os.getuid(), os.getgid(), os.getegid())
for label, call in (
    ("setuid 0", lambda: os.setuid(0)),
    ("setuid own", lambda: os.setuid(os.getuid())),
    ("setgid 0", lambda: os.setgid(0)),
    ("setreuid", lambda: os.setreuid(-1, 0)),
    ("setresgid own", lambda: os.setresgid(-1, os.getgid(), -1)),
    ("setgroups", lambda: os.setgroups([])),
    ("chroot", lambda: os.chroot(".")),
    ("initgroups", lambda: os.initgroups("root", 0)),
):
    try:
        call()
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])
