# The names of the interfaces, and what ioctl says of loopback.
import fcntl
import socket
import struct

print("lo" in [name for _, name in socket.if_nameindex()], socket.if_indextoname(socket.if_nametoindex("lo")))
probe = socket.socket(type=socket.SOCK_DGRAM)
for label, request in (("flags", 0x8913), ("address", 0x8915), ("mask", 0x891B), ("mtu", 0x8921)):
    try:
        answer = fcntl.ioctl(probe, request, struct.pack("16s24x", b"lo"))
        if label == "flags":
            value = struct.unpack_from("h", answer, 16)[0]
            print(label, "up", bool(value & 1), "loopback", bool(value & 8), "running", bool(value & 64))
        elif label == "mtu":
            print(label, struct.unpack_from("i", answer, 16)[0])
        else:
            print(label, socket.inet_ntoa(answer[20:24]))
    except OSError as error:
        print(label, error.strerror)
try:
    socket.if_nametoindex("absent0")
except OSError as error:
    print(type(error).__name__)
