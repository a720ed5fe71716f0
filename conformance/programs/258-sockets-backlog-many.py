# A hundred connections wait and are all served.
import selectors
import socket

server = socket.create_server(("127.0.0.1", 0), backlog=128)
clients = [socket.create_connection(server.getsockname()) for _ in range(100)]
for number, client in enumerate(clients):
    client.sendall(f"{number:03}".encode())
selector, answered = selectors.DefaultSelector(), 0
selector.register(server, selectors.EVENT_READ)
server.setblocking(False)
while answered < 100:
    for key, _ in selector.select(5):
        if key.fileobj is server:
            selector.register(server.accept()[0], selectors.EVENT_READ)
        else:
            key.fileobj.sendall(key.fileobj.recv(10)[::-1])
            selector.unregister(key.fileobj)
            key.fileobj.close()
            answered += 1
print(sum(int(client.recv(10)[::-1]) for client in clients), [client.recv(1) for client in clients[:2]])
