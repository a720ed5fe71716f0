# Ports below 1024, as an ordinary user.
import errno
import socket

for port in (80, 1023, 1):
    with socket.socket() as server:
        try:
            server.bind(("127.0.0.1", port))
            print(port, "bound")
        except OSError as error:
            print(port, errno.errorcode[error.errno])
