# A lease on a file, where the kernel grants one.
import errno
import fcntl
import os

open("data", "w").close()
reading = os.open("data", os.O_RDONLY)
for label, kind in (("read", fcntl.F_RDLCK), ("write", fcntl.F_WRLCK), ("none", fcntl.F_UNLCK)):
    try:
        fcntl.fcntl(reading, fcntl.F_SETLEASE, kind)
        print(label, fcntl.fcntl(reading, fcntl.F_GETLEASE) == kind)
    except OSError as error:
        print(label, errno.errorcode[error.errno])
