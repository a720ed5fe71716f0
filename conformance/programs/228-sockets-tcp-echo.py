# A TCP echo with a thread, and both ends' names.
import socket
import threading

server = socket.create_server(("127.0.0.1", 0))


def serve():
    connection, peer = server.accept()
    with connection:
        peers.append(peer)
        while data := connection.recv(1000):
            connection.sendall(data.upper())


client, peers = socket.socket(), []
thread = threading.Thread(target=serve)
thread.start()
client.connect(server.getsockname())
print(client.getpeername() == server.getsockname(), client.getsockname()[0])
for word in (b"one", b"two"):
    client.sendall(word)
    print(client.recv(100))
client.shutdown(socket.SHUT_WR)
print(client.recv(100))
thread.join()
print(peers == [client.getsockname()])
