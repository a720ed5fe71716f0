# sendfile from a file to a file, to a pipe and to a socket.
import errno
import os
import socket

with open("source", "wb") as file:
    file.write(bytes(range(256)) * 40)
source = os.open("source", os.O_RDONLY)
target = os.open("copy", os.O_RDWR | os.O_CREAT, 0o644)
print("file", os.sendfile(target, source, 0, 20_000), os.fstat(target).st_size)
reading, writing = os.pipe()
print("pipe", os.sendfile(writing, source, 65, 10), os.read(reading, 100))
one, two = socket.socketpair()
print("socket", os.sendfile(one.fileno(), source, 97, 5), two.recv(100))
print("own offset", os.sendfile(writing, source, None, 3), os.lseek(source, 0, os.SEEK_CUR))
print("past the end", os.sendfile(target, source, 1 << 20, 10))
try:
    os.sendfile(target, reading, 0, 1)
except OSError as error:
    print("out of a pipe", errno.errorcode[error.errno])
