# A pipe's capacity, its end of file and its broken end.
import errno
import fcntl
import os

reading, writing = os.pipe()
print("capacity", fcntl.fcntl(writing, fcntl.F_GETPIPE_SZ))
os.set_blocking(writing, False)
total = 0
try:
    while True:
        total += os.write(writing, b"x" * 4096)
except BlockingIOError as error:
    print("filled", total, errno.errorcode[error.errno])
print("drained", len(os.read(reading, 1 << 20)))
print("resized", fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 100_000))
os.write(writing, b"last")
os.close(writing)
print(os.read(reading, 10), os.read(reading, 10))
reading, writing = os.pipe()
os.close(reading)
try:
    os.write(writing, b"x")
except BrokenPipeError as error:
    print(errno.errorcode[error.errno])
