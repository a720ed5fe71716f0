# A memory file with seals.
import errno
import fcntl
import os

handle = os.memfd_create("conformance", os.MFD_ALLOW_SEALING)
print(os.readlink(f"/proc/self/fd/{handle}"), os.fstat(handle).st_nlink)
os.write(handle, b"0123456789")
F_ADD_SEALS, F_GET_SEALS, SHRINK, GROW, WRITE, SEAL = 1033, 1034, 2, 4, 8, 1
for label, seal in (("shrink", SHRINK), ("grow", GROW), ("write", WRITE), ("seal", SEAL), ("more", 2)):
    try:
        fcntl.fcntl(handle, F_ADD_SEALS, seal)
        print(label, fcntl.fcntl(handle, F_GET_SEALS))
    except OSError as error:
        print(label, errno.errorcode[error.errno])
for label, call in (
    ("truncate to 5", lambda: os.ftruncate(handle, 5)),
    ("truncate to 50", lambda: os.ftruncate(handle, 50)),
    ("write", lambda: os.pwrite(handle, b"x", 0)),
    ("read", lambda: print(os.pread(handle, 4, 0))),
):
    try:
        call()
    except OSError as error:
        print(label, errno.errorcode[error.errno])
