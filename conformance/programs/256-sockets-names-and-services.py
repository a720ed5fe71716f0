# Names of hosts and services without a network.
import socket

print(socket.inet_aton("127.1"), socket.inet_pton(socket.AF_INET6, "0:0::0:1").hex())
print(sorted({item[4][0] for item in socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)}))
print("127.0.0.1" in {item[4][0] for item in socket.getaddrinfo("localhost", 80)})
print(socket.getaddrinfo("::1", 80, proto=socket.IPPROTO_TCP)[0][4])
for name, arguments in (
    ("getservbyname", ("http",)),
    ("getservbyport", (22,)),
    ("getprotobyname", ("tcp",)),
    ("gethostbyname", ("127.0.0.1",)),
    ("getaddrinfo", ("127.0.0.1", "nonsense")),
    ("getaddrinfo", ("not a name", 1, 0, 0, 0, socket.AI_NUMERICHOST)),
):
    try:
        print(name, getattr(socket, name)(*arguments))
    except OSError as error:
        print(name, type(error).__name__, error.args[0])
