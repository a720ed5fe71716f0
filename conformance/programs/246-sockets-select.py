# select on readable, writable and ended sockets and pipes.
import os
import select
import socket

one, two = socket.socketpair()
reading, writing = os.pipe()
everything = [one, two, reading, writing]


def look(label):
    ready = select.select([one, two, reading], [one, two, writing], [], 0)
    print(label, *("".join(str(everything.index(item)) for item in part) for part in ready[:2]))


look("at first")
one.send(b"x")
os.write(writing, b"y")
look("sent")
two.recv(1), os.read(reading, 1)
look("received")
one.shutdown(socket.SHUT_WR)
os.close(reading)
reading = two
look("shut")
# A closed number beyond the kernel's table of handles is not looked at.
for handles, limit in (([30], 0.1), ([999], 0.1), ([1024], 0.1), ([-1], 0.1), ([one], -1)):
    try:
        print(handles[0], select.select(handles, [], [], limit)[0])
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)
