# O_APPEND writes at the end wherever the offset stands.
import os

handle = os.open("log", os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
os.write(handle, b"one ")
os.lseek(handle, 0, os.SEEK_SET)
os.write(handle, b"two ")
print("offset", os.lseek(handle, 0, os.SEEK_CUR))
print("pwrite", os.pwrite(handle, b"three", 0))
print("offset", os.lseek(handle, 0, os.SEEK_CUR))
print(os.pread(handle, 100, 0))
