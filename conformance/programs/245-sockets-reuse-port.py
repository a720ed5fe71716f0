# Two listeners on one port with SO_REUSEPORT; all connections find one of them.
import select
import socket

servers = [socket.create_server(("127.0.0.1", 0), reuse_port=True)]
servers.append(socket.create_server(servers[0].getsockname(), reuse_port=True))
clients = [socket.create_connection(servers[0].getsockname()) for _ in range(12)]
accepted = 0
while accepted < 12:
    for server in select.select(servers, [], [], 5)[0]:
        server.accept()[0].close()
        accepted += 1
print(accepted, [client.recv(1) for client in clients] == [b""] * 12)
