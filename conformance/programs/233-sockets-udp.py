# UDP: borders are kept, long ones are cut, empty ones arrive, errors come back.
import errno
import socket

one, two = (socket.socket(type=socket.SOCK_DGRAM) for _ in range(2))
for end in (one, two):
    end.bind(("127.0.0.1", 0))
    end.settimeout(5)
for data in (b"first", b"", b"x" * 5000):
    print(one.sendto(data, two.getsockname()))
print(two.recvfrom(100)[0], two.recvfrom(100)[1] == one.getsockname())
print(len(two.recv(100)))
try:
    one.sendto(b"x" * 65_508, two.getsockname())
except OSError as error:
    print("too long", errno.errorcode[error.errno])
print(one.sendto(b"x" * 65_507, two.getsockname()), len(two.recv(70_000)))
one.connect(two.getsockname())
two.close()
one.send(b"to nobody")
try:
    one.recv(10)
except OSError as error:
    print(errno.errorcode[error.errno])
