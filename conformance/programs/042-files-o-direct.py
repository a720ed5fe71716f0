# O_DIRECT: aligned and unaligned reads and writes.
import errno
import mmap
import os

buffer = mmap.mmap(-1, 8192)
buffer.write(b"d" * 8192)
try:
    handle = os.open("direct", os.O_RDWR | os.O_CREAT | os.O_DIRECT, 0o644)
    print("aligned", os.writev(handle, [buffer]))
    print("read", os.preadv(handle, [buffer], 0), buffer[:3])
    print("unaligned offset", os.preadv(handle, [memoryview(buffer)[:4096]], 7))
except OSError as error:
    print(errno.errorcode[error.errno])
