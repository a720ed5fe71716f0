# preadv and pwritev with flags: RWF_DSYNC, RWF_HIPRI, RWF_NOWAIT and RWF_APPEND.
import errno
import os

handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
for name in ("RWF_DSYNC", "RWF_SYNC", "RWF_APPEND"):
    try:
        print(name, os.pwritev(handle, [name.encode()], 0, getattr(os, name)))
    except OSError as error:
        print(name, errno.errorcode[error.errno])
buffer = bytearray(3)
for name in ("RWF_HIPRI", "RWF_NOWAIT"):
    try:
        print(name, os.preadv(handle, [buffer], 0, getattr(os, name)), bytes(buffer))
    except OSError as error:
        print(name, errno.errorcode[error.errno])
print(os.pread(handle, 100, 0))
