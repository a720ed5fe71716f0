# Connections to where nobody listens, and other refusals.
import errno
import socket

free = socket.socket()
free.bind(("127.0.0.1", 0))
with open("plain", "w"):
    pass
for label, family, kind, address in (
    ("nobody listens", socket.AF_INET, socket.SOCK_STREAM, free.getsockname()),
    ("absent path", socket.AF_UNIX, socket.SOCK_STREAM, "absent.socket"),
    ("plain file", socket.AF_UNIX, socket.SOCK_STREAM, "plain"),
    ("absent datagram", socket.AF_UNIX, socket.SOCK_DGRAM, "absent.socket"),
    ("absent abstract", socket.AF_UNIX, socket.SOCK_STREAM, "\0absent"),
    ("port 0", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
    ("broadcast", socket.AF_INET, socket.SOCK_DGRAM, ("255.255.255.255", 9)),
):
    with socket.socket(family, kind) as client:
        client.settimeout(5)
        print(label, errno.errorcode.get(client.connect_ex(address), "ok"))
print(socket.socket().connect_ex(("127.0.0.2", free.getsockname()[1])) == errno.ECONNREFUSED)
