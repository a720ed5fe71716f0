# The abstract name space: no file, binary names, free again after close.
import errno
import os
import socket

server = socket.socket(socket.AF_UNIX)
server.bind(b"\0conformance\0binary")
server.listen()
print(server.getsockname(), [name for name in os.listdir(".") if "conformance" in name and ".py" not in name])
with socket.socket(socket.AF_UNIX) as client:
    client.connect(b"\0conformance\0binary")
    connection, peer = server.accept()
    connection.send(b"hello")
    print(client.recv(10), peer)
try:
    socket.socket(socket.AF_UNIX).bind(b"\0conformance\0binary")
except OSError as error:
    print(errno.errorcode[error.errno])
server.close()
with socket.socket(socket.AF_UNIX) as again:
    again.bind(b"\0conformance\0binary")
    print("bound again")
with socket.socket(socket.AF_UNIX) as automatic:
    automatic.bind("")
    name = automatic.getsockname()
    print(len(name), name[:1])
