# Non-blocking connect, accept, send and receive.
import errno
import select
import socket

server = socket.create_server(("127.0.0.1", 0))
server.setblocking(False)
try:
    server.accept()
except BlockingIOError as error:
    print("accept", errno.errorcode[error.errno])
client = socket.socket()
client.setblocking(False)
print("connect", client.connect_ex(server.getsockname()) in (0, errno.EINPROGRESS))
select.select([], [client], [], 5)
print("error", client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
select.select([server], [], [], 5)
connection, _ = server.accept()
print("inherited", connection.getblocking())
try:
    client.recv(10)
except BlockingIOError as error:
    print("receive", errno.errorcode[error.errno])
sent = 0
try:
    while sent < 1 << 28:
        sent += client.send(b"x" * 65536)
except BlockingIOError as error:
    print("send", errno.errorcode[error.errno], sent > 65536)
client.close()
connection.setblocking(True)
received = 0
while chunk := connection.recv(1 << 20):
    received += len(chunk)
print("all arrived", received == sent)
