# nice and priorities go down and not up.
import errno
import os

start = os.getpriority(os.PRIO_PROCESS, 0)
print(os.nice(0) - start, os.nice(3) - start, os.getpriority(os.PRIO_PROCESS, 0) - start)
os.setpriority(os.PRIO_PROCESS, 0, start + 7)
print(os.getpriority(os.PRIO_PROCESS, os.getpid()) - start)
for label, call in (
    ("up again", lambda: os.setpriority(os.PRIO_PROCESS, 0, start)),
    ("nice -1", lambda: os.nice(-1)),
    ("absent", lambda: os.getpriority(os.PRIO_PROCESS, 99999999)),
    ("unknown kind", lambda: os.getpriority(77, 0)),
):
    try:
        print(label, call())
    except OSError as error:
        print(label, errno.errorcode[error.errno])
print(os.nice(100))
