# What bind, listen and accept refuse.
import errno
import os
import socket


def attempt(label, call):
    try:
        call()
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])


first = socket.create_server(("127.0.0.1", 0), reuse_port=False)
port = first.getsockname()[1]
attempt("port taken", lambda: socket.socket().bind(("127.0.0.1", port)))
attempt("another loopback address", lambda: socket.socket().bind(("127.0.0.2", port)))
attempt("no such address", lambda: socket.socket().bind(("192.0.2.1", 0)))
attempt("bound twice", lambda: first.bind(("127.0.0.1", 0)))
attempt("path", lambda: socket.socket(socket.AF_UNIX).bind("here.socket"))
attempt("path taken", lambda: socket.socket(socket.AF_UNIX).bind("here.socket"))
attempt("path of 107", lambda: socket.socket(socket.AF_UNIX).bind("p" * 107))
attempt("absent folder", lambda: socket.socket(socket.AF_UNIX).bind("absent/x"))
attempt("listen on a datagram socket", lambda: socket.socket(type=socket.SOCK_DGRAM).listen())
attempt("accept without listen", lambda: socket.socket().accept())
attempt("listen unbound", lambda: socket.socket().listen())
attempt("send unconnected", lambda: socket.socket().send(b"x"))
attempt("name of peer", lambda: socket.socket().getpeername())
attempt("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
attempt("packet", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
attempt("unknown family", lambda: socket.socket(99))
os.unlink("here.socket"), os.unlink("p" * 107)
