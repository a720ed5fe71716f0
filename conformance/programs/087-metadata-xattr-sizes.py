# Extended attributes: empty, of many names, of 64 KiB and more.
import errno
import os

open("file", "w").close()
for size in (0, 1, 1000, 65536, 65537):
    try:
        os.setxattr("file", "user.big", b"x" * size)
        print(size, len(os.getxattr("file", "user.big")))
    except OSError as error:
        print(size, errno.errorcode[error.errno])
