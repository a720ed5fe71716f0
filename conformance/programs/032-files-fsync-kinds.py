# fsync, fdatasync and sync on all kinds of handles.
import errno
import os
import socket

handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
os.write(handle, b"text")
for label, number in (
    ("file", handle),
    ("read only", os.open("data", os.O_RDONLY)),
    ("folder", os.open(".", os.O_RDONLY)),
    ("pipe", os.pipe()[1]),
    ("socket", socket.socket().detach()),
    ("/dev/null", os.open("/dev/null", os.O_WRONLY)),
    ("closed", 999),
):
    for call in (os.fsync, os.fdatasync):
        try:
            call(number)
            print(label, call.__name__, "ok")
        except OSError as error:
            print(label, call.__name__, errno.errorcode[error.errno])
os.sync()
