# Reading a write-only handle and writing a read-only one.
import errno
import os

with open("data", "w") as file:
    file.write("text")
writing, reading = os.open("data", os.O_WRONLY), os.open("data", os.O_RDONLY)
for label, call in (
    ("read", lambda: os.read(writing, 1)),
    ("write", lambda: os.write(reading, b"x")),
    ("read of nothing", lambda: os.read(writing, 0)),
    ("write of nothing", lambda: os.write(reading, b"")),
    ("read the closed", lambda: os.read(999, 1)),
    ("close the closed", lambda: os.close(999)),
    ("pread at -1", lambda: os.pread(reading, 1, -1)),
):
    try:
        print(label, call())
    except OSError as error:
        print(label, errno.errorcode[error.errno])
