# A shared map and write() see each other's bytes at once.
import mmap
import os

handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
os.write(handle, b"." * 8192)
shared = mmap.mmap(handle, 8192)
private = mmap.mmap(handle, 8192, flags=mmap.MAP_PRIVATE)
os.pwrite(handle, b"written", 4090)
print(shared[4090:4097], private[4090:4097])
shared[0:6] = b"mapped"
print(os.pread(handle, 6, 0), private[0:6])
private[0:6] = b"secret"
os.pwrite(handle, b"WRITTEN", 0)
print(os.pread(handle, 7, 0), shared[0:7], private[0:7])
