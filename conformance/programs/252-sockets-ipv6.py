# IPv6 on loopback: stream, datagram, mapped addresses, v6 only.
import socket

server = socket.create_server(("::1", 0), family=socket.AF_INET6)
client = socket.create_connection(server.getsockname()[:2])
connection, peer = server.accept()
connection.send(b"six")
print(client.recv(10), peer[0], len(peer), peer[2:], server.family.name)
one, two = (socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) for _ in range(2))
two.bind(("::1", 0))
one.sendto(b"datagram", two.getsockname())
print(two.recvfrom(100)[0])
both = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
four = socket.create_connection(("127.0.0.1", both.getsockname()[1]))
print(both.accept()[1][0], four.getpeername()[0])
only = socket.create_server(("::", 0), family=socket.AF_INET6)
print(only.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY))
try:
    socket.create_connection(("127.0.0.1", only.getsockname()[1]))
except ConnectionRefusedError as error:
    print(type(error).__name__)
