# Packets in order over a connection, with an end.
import errno
import socket

try:
    one, two = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for data in (b"first", b"second, longer", b"third"):
        one.send(data)
    print(two.recv(100), two.recv(6), two.recv(100))
    two.settimeout(0.1)
    try:
        two.recv(10)
    except TimeoutError:
        print("timed out")
    one.close()
    print(two.recv(10))
    two.send(b"x")
except OSError as error:
    print(errno.errorcode[error.errno])
