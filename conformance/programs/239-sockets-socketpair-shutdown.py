# Each half of a pair can be shut.
import errno
import socket

one, two = socket.socketpair()
one.sendall(b"before")
one.shutdown(socket.SHUT_WR)
print(two.recv(100), two.recv(100))
two.sendall(b"the other way")
print(one.recv(100))
two.shutdown(socket.SHUT_RD)
for label, call in (
    ("send after SHUT_WR", lambda: one.send(b"x")),
    ("receive after SHUT_RD", lambda: two.recv(10)),
    ("shut twice", lambda: one.shutdown(socket.SHUT_WR)),
    ("shut an unconnected one", lambda: socket.socket().shutdown(socket.SHUT_RD)),
    ("receive", lambda: (two.close(), one.recv(10))[1]),
):
    try:
        print(label, call())
    except OSError as error:
        print(label, errno.errorcode[error.errno])
