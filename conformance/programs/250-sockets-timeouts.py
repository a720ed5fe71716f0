# Time limits on accept, connect, receive and send.
import socket
import struct
import time

server = socket.create_server(("127.0.0.1", 0))
server.settimeout(0.1)
start = time.monotonic()
try:
    server.accept()
except TimeoutError as error:
    print("accept", error, 0.09 < time.monotonic() - start < 3)
one, two = socket.socketpair()
one.settimeout(0.05)
for label, call in (("receive", lambda: one.recv(1)), ("send", lambda: one.sendall(b"x" * (8 << 20)))):
    try:
        call()
    except TimeoutError as error:
        print(label, error)
two.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 0, 50_000))
while True:
    try:
        if not two.recv(1 << 20):
            break
    except BlockingIOError as error:
        print("SO_RCVTIMEO", type(error).__name__)
        break
