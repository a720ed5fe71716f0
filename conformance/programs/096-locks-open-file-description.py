# OFD locks: two handles of one process exclude each other.
import errno
import fcntl
import os
import struct

F_OFD_SETLK = 37
request = struct.pack("hhxxxxqqixxxx", fcntl.F_WRLCK, os.SEEK_SET, 0, 10, 0)
first = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
second = os.open("data", os.O_RDWR)
for label, handle in (("first", first), ("second", second)):
    try:
        fcntl.fcntl(handle, F_OFD_SETLK, request)
        print(label, "got")
    except OSError as error:
        print(label, errno.errorcode[error.errno])
os.close(first)
print(fcntl.fcntl(second, F_OFD_SETLK, request) == request)
