# setsid: once, not by a leader, and what it does to the group.
import errno
import os

pid = os.fork()
if pid == 0:
    before = os.getsid(0)
    os.setsid()
    print(os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid(), before != os.getsid(0))
    for label, call in (
        ("again", os.setsid),
        ("leave", lambda: os.setpgid(0, 0)),
        ("terminal", lambda: os.open("/dev/tty", os.O_RDWR)),
        ("absent", lambda: os.getsid(99999999)),
    ):
        try:
            call()
            print(label, "ok")
        except OSError as error:
            print(label, errno.errorcode[error.errno])
    os._exit(0)
os.waitpid(pid, 0)
