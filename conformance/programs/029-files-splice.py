# splice moves bytes from a file through a pipe into a file.
import errno
import os

source = os.open("source", os.O_RDWR | os.O_CREAT, 0o644)
target = os.open("target", os.O_RDWR | os.O_CREAT, 0o644)
os.write(source, b"0123456789" * 10)
reading, writing = os.pipe()
print("in", os.splice(source, writing, 50, offset_src=5))
print("out", os.splice(reading, target, 50, offset_dst=3))
print(os.pread(target, 100, 0)[:10], os.fstat(target).st_size)
for label, pair in (("file to file", (source, target)), ("pipe to itself", (reading, writing))):
    try:
        os.splice(*pair, 1, flags=os.SPLICE_F_NONBLOCK)
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])
