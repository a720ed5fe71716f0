# Vectored reading and writing, and the kernel's limit on the number of buffers.
import errno
import os

handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
print(os.writev(handle, [b"one", b"", b"three", bytearray(b"four")]))
os.lseek(handle, 0, os.SEEK_SET)
buffers = [bytearray(2), bytearray(5), bytearray(10)]
print(os.readv(handle, buffers), [bytes(buffer) for buffer in buffers])
print(os.preadv(handle, buffers[:1], 4), bytes(buffers[0]))
print(os.pwritev(handle, [b"X", b"Y"], 0), os.pread(handle, 20, 0))
for count in (1024, 1025):
    try:
        print(count, os.writev(handle, [b"z"] * count))
    except OSError as error:
        print(count, errno.errorcode[error.errno])
