# SEEK_DATA and SEEK_HOLE find the hole in a sparse file.
import errno
import os

handle = os.open("sparse", os.O_RDWR | os.O_CREAT, 0o644)
os.pwrite(handle, b"x" * 4096, 0)
os.pwrite(handle, b"y" * 4096, 1 << 20)
os.fsync(handle)
for label, offset, whence in (
    ("data from 0", 0, os.SEEK_DATA),
    ("hole from 0", 0, os.SEEK_HOLE),
    ("data from 65536", 65536, os.SEEK_DATA),
    ("hole from 1 MiB", 1 << 20, os.SEEK_HOLE),
    ("data from the end", (1 << 20) + 4096, os.SEEK_DATA),
):
    try:
        print(label, os.lseek(handle, offset, whence))
    except OSError as error:
        print(label, errno.errorcode[error.errno])
