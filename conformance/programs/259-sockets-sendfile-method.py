# socket.sendfile sends a file over TCP.
import hashlib
import socket
import threading

with open("payload", "wb") as file:
    file.write(bytes(range(256)) * 4096)
server = socket.create_server(("127.0.0.1", 0))


def serve():
    connection, _ = server.accept()
    with connection, open("payload", "rb") as file:
        sent.append(connection.sendfile(file, offset=100))
        sent.append(file.tell())


sent = []
thread = threading.Thread(target=serve)
thread.start()
with socket.create_connection(server.getsockname()) as client:
    data = b""
    while chunk := client.recv(65536):
        data += chunk
thread.join()
print(sent, len(data), hashlib.md5(data).hexdigest())
