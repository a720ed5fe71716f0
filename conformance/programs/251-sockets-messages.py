# sendmsg and recvmsg with several buffers, truncation, peeking.
import socket

one, two = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
print(one.sendmsg([b"head ", bytearray(b"body "), b"tail"]))
print(two.recv(4, socket.MSG_PEEK), two.recv(100, socket.MSG_PEEK))
data, ancillary, flags, address = two.recvmsg(5)
print(data, ancillary, bool(flags & socket.MSG_TRUNC), address)
one.send(b"0123456789")
buffers = [bytearray(3), bytearray(4), bytearray(10)]
print(two.recvmsg_into(buffers)[0], buffers)
one.send(b"0123456789")
print(two.recv_into(bytearray(4), 4, socket.MSG_TRUNC))
try:
    two.recv(10, socket.MSG_DONTWAIT)
except BlockingIOError as error:
    print(type(error).__name__)
stream, other = socket.socketpair()
stream.send(b"12")
print(other.recv(10, socket.MSG_PEEK), other.recv(1), other.recv(1, socket.MSG_WAITALL))
