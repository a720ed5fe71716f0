# Options as they are at first and as they are set.
import socket
import struct

stream, datagram = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
for name in ("SO_REUSEADDR", "SO_KEEPALIVE", "SO_BROADCAST", "SO_OOBINLINE", "SO_REUSEPORT"):
    option = getattr(socket, name)
    before = stream.getsockopt(socket.SOL_SOCKET, option)
    stream.setsockopt(socket.SOL_SOCKET, option, 1)
    print(name, before, stream.getsockopt(socket.SOL_SOCKET, option))
for name in ("SO_TYPE", "SO_DOMAIN", "SO_PROTOCOL", "SO_ACCEPTCONN", "SO_ERROR"):
    print(name, [end.getsockopt(socket.SOL_SOCKET, getattr(socket, name)) for end in (stream, datagram)])
stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 5))
print(struct.unpack("ii", stream.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8)))
for name, value in (("TCP_NODELAY", 1), ("TCP_KEEPIDLE", 33), ("TCP_KEEPINTVL", 11), ("TCP_KEEPCNT", 4),
                    ("TCP_MAXSEG", 1000), ("TCP_CORK", 1), ("TCP_USER_TIMEOUT", 5000), ("TCP_QUICKACK", 0)):
    try:
        stream.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
        print(name, stream.getsockopt(socket.IPPROTO_TCP, getattr(socket, name)))
    except OSError as error:
        print(name, error.strerror)
for name, value in (("IP_TTL", 7), ("IP_TOS", 16), ("IP_MULTICAST_TTL", 3), ("IP_MULTICAST_LOOP", 0)):
    datagram.setsockopt(socket.IPPROTO_IP, getattr(socket, name), value)
    print(name, datagram.getsockopt(socket.IPPROTO_IP, getattr(socket, name)))
stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 20_000)
print(stream.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF))
