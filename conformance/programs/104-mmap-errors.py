# What mmap refuses.
import errno
import mmap
import os

with open("data", "wb") as file:
    file.write(b"x" * 5000)
handle = os.open("data", os.O_RDWR)
empty = os.open("empty", os.O_RDWR | os.O_CREAT, 0o644)
for label, call in (
    ("empty file", lambda: mmap.mmap(empty, 0)),
    ("longer than the file", lambda: mmap.mmap(handle, 10_000)),
    ("unaligned offset", lambda: mmap.mmap(handle, 100, offset=10)),
    ("offset past the end", lambda: mmap.mmap(handle, 0, offset=8192)),
    ("folder", lambda: mmap.mmap(os.open(".", os.O_RDONLY), 10, prot=mmap.PROT_READ)),
    ("pipe", lambda: mmap.mmap(os.pipe()[0], 10, prot=mmap.PROT_READ)),
    ("huge", lambda: mmap.mmap(-1, 1 << 50)),
    ("second page", lambda: len(mmap.mmap(handle, 0, offset=4096))),
    ("/dev/zero", lambda: mmap.mmap(os.open("/dev/zero", os.O_RDWR), 10)[:3]),
):
    try:
        print(label, call())
    except OSError as error:
        print(label, errno.errorcode[error.errno])
    except ValueError as error:
        print(label, error)
