# truncate shortens, lengthens with zeros, and leaves the offset.
import os

handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
os.write(handle, b"0123456789")
os.ftruncate(handle, 4)
print(os.fstat(handle).st_size, os.lseek(handle, 0, os.SEEK_CUR), os.pread(handle, 20, 0))
os.write(handle, b"z")
print(os.fstat(handle).st_size, os.pread(handle, 20, 0))
os.truncate("data", 14)
print(os.fstat(handle).st_size, os.pread(handle, 20, 0))
os.truncate("data", 0)
print(os.fstat(handle).st_size, os.pread(handle, 20, 0))
