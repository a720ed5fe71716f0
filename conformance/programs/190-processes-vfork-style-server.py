# Three workers forked before the work share one listening socket.
import os
import socket

server = socket.create_server(("127.0.0.1", 0))
children = []
for number in range(3):
    if (pid := os.fork()) == 0:
        connection, _ = server.accept()
        connection.sendall(connection.recv(100).upper())
        os._exit(0)
    children.append(pid)
for word in (b"one", b"two", b"three"):
    with socket.create_connection(server.getsockname()) as client:
        client.sendall(word)
        print(client.recv(100))
print([os.waitpid(pid, 0)[1] for pid in children])
