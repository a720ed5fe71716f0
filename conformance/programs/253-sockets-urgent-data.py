# Out-of-band data is told apart by select and recv.
import select
import socket

server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
connection, _ = server.accept()
client.send(b"before")
print(client.send(b"!", socket.MSG_OOB))
client.send(b"after")
print(len(select.select([], [], [connection], 1)[2]))
try:
    print(connection.recv(1, socket.MSG_OOB))
except OSError as error:
    print(error.strerror)
client.close()
data = b""
while chunk := connection.recv(100):
    data += chunk
print(data)
