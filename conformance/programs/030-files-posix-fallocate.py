# posix_fallocate lengthens a file and keeps what is in it.
import errno
import os

handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
os.write(handle, b"text")
for offset, length in ((0, 100_000), (50, 10), (200_000, 5), (0, 0), (-1, 5), (0, 1 << 40)):
    try:
        os.posix_fallocate(handle, offset, length)
        print(offset, length, "size", os.fstat(handle).st_size)
    except OSError as error:
        print(offset, length, errno.errorcode[error.errno])
print(os.pread(handle, 8, 0))
os.ftruncate(handle, 0)
