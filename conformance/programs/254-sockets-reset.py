# A close with unread data, or with linger 0, is a reset for the peer.
import socket
import struct
import time

for label in ("unread data", "linger 0", "orderly"):
    server = socket.create_server(("127.0.0.1", 0))
    client = socket.create_connection(server.getsockname())
    connection, _ = server.accept()
    if label == "unread data":
        client.send(b"never read")
        time.sleep(0.05)
    if label == "linger 0":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
    time.sleep(0.05)
    for _ in range(2):
        try:
            print(label, client.recv(10))
        except OSError as error:
            print(label, error.strerror)
