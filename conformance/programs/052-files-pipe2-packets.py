# A pipe in packet mode keeps the borders of writes.
import errno
import os

try:
    reading, writing = os.pipe2(os.O_DIRECT | os.O_CLOEXEC)
    for part in (b"one", b"two", b"three"):
        os.write(writing, part)
    print(os.read(reading, 100), os.read(reading, 2), os.read(reading, 100))
except OSError as error:
    print(errno.errorcode[error.errno])
