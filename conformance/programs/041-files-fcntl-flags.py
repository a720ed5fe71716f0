# Status flags as F_GETFL shows them.
import fcntl
import os

names = ("O_APPEND", "O_NONBLOCK", "O_SYNC", "O_DSYNC", "O_NOATIME", "O_DIRECT", "O_TRUNC", "O_EXCL")
open("data", "w").close()


def flags(handle):
    value = fcntl.fcntl(handle, fcntl.F_GETFL)
    access = ("O_RDONLY", "O_WRONLY", "O_RDWR")[value & os.O_ACCMODE]
    return [access] + [name for name in names if value & getattr(os, name) == getattr(os, name)]


for mode in (os.O_RDONLY, os.O_WRONLY | os.O_APPEND, os.O_RDWR | os.O_SYNC, os.O_RDWR | os.O_DSYNC):
    print(flags(os.open("data", mode)))
handle = os.open("made", os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_TRUNC, 0o644)
print(flags(handle))
fcntl.fcntl(handle, fcntl.F_SETFL, os.O_APPEND | os.O_NONBLOCK | os.O_SYNC | os.O_NOATIME)
print(flags(handle))
