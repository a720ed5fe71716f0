# A Unix stream socket: its file, modes, backlog, names.
import os
import socket
import stat
import threading

server = socket.socket(socket.AF_UNIX)
server.bind("server.socket")
os.chmod("server.socket", 0o600)
print(stat.filemode(os.stat("server.socket").st_mode), server.getsockname())
server.listen(5)


def serve():
    for _ in range(3):
        connection, peer = server.accept()
        with connection:
            connection.sendall(connection.recv(100)[::-1] + repr(peer).encode())


threading.Thread(target=serve).start()
for word in (b"one", b"two", b"three"):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect("server.socket")
        client.sendall(word)
        print(client.recv(100), repr(client.getsockname()), client.getpeername())
try:
    open("server.socket")
except OSError as error:
    print(error.strerror)
os.unlink("server.socket")
