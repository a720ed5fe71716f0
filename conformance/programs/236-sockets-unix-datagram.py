# Unix datagrams: names of senders, borders, a full queue.
import errno
import os
import socket

server, client, nameless = (socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) for _ in range(3))
server.bind("server.socket")
client.bind("client.socket")
client.sendto(b"named", "server.socket")
nameless.sendto(b"nameless", "server.socket")
print(server.recvfrom(100), server.recvfrom(4))
server.sendto(b"answer", "client.socket")
print(client.recvfrom(100))
nameless.setblocking(False)
nameless.connect("server.socket")
count = 0
try:
    while count < 100_000:
        nameless.send(b"x")
        count += 1
except BlockingIOError:
    print("full after at least one:", count >= 1)
os.unlink("server.socket")
for label, end in (("by name", client), ("connected", nameless)):
    try:
        end.sendto(b"x", "server.socket") if end is client else end.send(b"x")
    except OSError as error:
        print(label, errno.errorcode[error.errno])
