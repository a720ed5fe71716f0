# FIONREAD on a file, a pipe and a socket.
import array
import errno
import fcntl
import os
import socket
import termios

with open("data", "wb") as file:
    file.write(b"0123456789")
handle = os.open("data", os.O_RDONLY)
os.read(handle, 3)
reading, writing = os.pipe()
os.write(writing, b"12345")
one, two = socket.socketpair()
one.send(b"123")
for label, number in (("file", handle), ("pipe", reading), ("socket", two.fileno()),
                      ("folder", os.open(".", os.O_RDONLY))):
    count = array.array("i", [-1])
    try:
        fcntl.ioctl(number, termios.FIONREAD, count)
        print(label, count[0])
    except OSError as error:
        print(label, errno.errorcode[error.errno])
