# Joining a multicast group on loopback, and leaving it.
import errno
import socket

receiver, sender = (socket.socket(type=socket.SOCK_DGRAM) for _ in range(2))
loopback = socket.inet_aton("127.0.0.1")
group = socket.inet_aton("239.1.2.3") + loopback
for label, end, option, value in (
    ("join", receiver, socket.IP_ADD_MEMBERSHIP, group),
    ("join again", receiver, socket.IP_ADD_MEMBERSHIP, group),
    ("join what is no group", receiver, socket.IP_ADD_MEMBERSHIP, loopback + loopback),
    ("interface", sender, socket.IP_MULTICAST_IF, loopback),
    ("leave", receiver, socket.IP_DROP_MEMBERSHIP, group),
    ("leave again", receiver, socket.IP_DROP_MEMBERSHIP, group),
):
    try:
        end.setsockopt(socket.IPPROTO_IP, option, value)
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])
