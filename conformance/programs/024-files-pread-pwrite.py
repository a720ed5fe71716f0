# pread and pwrite leave the offset alone.
import os

handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
print(os.pwrite(handle, b"abcdefghij", 5), os.lseek(handle, 0, os.SEEK_CUR))
print(os.pread(handle, 5, 3), os.pread(handle, 50, 12), os.pread(handle, 5, 100))
print(os.read(handle, 7), os.lseek(handle, 0, os.SEEK_CUR))
