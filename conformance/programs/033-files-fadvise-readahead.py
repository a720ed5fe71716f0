# posix_fadvise takes hints and refuses nonsense.
import errno
import os

handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
os.write(handle, b"x" * 100_000)
reading, writing = os.pipe()
for label, arguments in (
    ("WILLNEED", (handle, 0, 0, os.POSIX_FADV_WILLNEED)),
    ("SEQUENTIAL", (handle, 0, 4096, os.POSIX_FADV_SEQUENTIAL)),
    ("DONTNEED", (handle, 0, 0, os.POSIX_FADV_DONTNEED)),
    ("unknown", (handle, 0, 0, 77)),
    ("negative length", (handle, 0, -1, os.POSIX_FADV_NORMAL)),
    ("pipe", (reading, 0, 0, os.POSIX_FADV_NORMAL)),
):
    try:
        os.posix_fadvise(*arguments)
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])
