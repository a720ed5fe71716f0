# Four mebibytes through a TCP connection, in both directions at once.
import hashlib
import socket
import threading

data = bytes(range(256)) * 16384
server = socket.create_server(("127.0.0.1", 0))


def serve():
    connection, _ = server.accept()
    with connection:
        while chunk := connection.recv(65536):
            connection.sendall(chunk)


threading.Thread(target=serve).start()
with socket.create_connection(server.getsockname()) as client:
    sender = threading.Thread(target=lambda: (client.sendall(data), client.shutdown(socket.SHUT_WR)))
    sender.start()
    digest, total = hashlib.sha256(), 0
    while chunk := client.recv(65536):
        digest.update(chunk)
        total += len(chunk)
    sender.join()
print(total, digest.digest() == hashlib.sha256(data).digest())
