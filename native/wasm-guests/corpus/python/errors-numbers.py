"""Numbers of operating system errors: WASI has its own."""
import errno
import os

try:
    open("missing.txt")
except FileNotFoundError as e:
    print(e.filename, e.strerror, errno.errorcode[e.errno])
    print(e)
