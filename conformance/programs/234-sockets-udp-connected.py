# A connected UDP socket hears only its peer; it can be let loose again.
import ctypes
import errno
import socket

one, two, three = (socket.socket(type=socket.SOCK_DGRAM) for _ in range(3))
for end in (one, two, three):
    end.bind(("127.0.0.1", 0))
    end.settimeout(0.2)
one.connect(two.getsockname())
three.sendto(b"stranger", one.getsockname())
two.sendto(b"friend", one.getsockname())
print(one.recv(100))
try:
    print(one.recv(100))
except TimeoutError as error:
    print(error)
unspecified = (ctypes.c_ubyte * 16)()
print(ctypes.CDLL(None).connect(one.fileno(), unspecified, 16))
try:
    one.getpeername()
except OSError as error:
    print(errno.errorcode[error.errno])
print("port", one.getsockname()[1] != 0)
