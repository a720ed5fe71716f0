# SO_PEERCRED and SCM_CREDENTIALS name the other side.
import os
import socket
import struct

one, two = socket.socketpair()
pid, uid, gid = struct.unpack("3i", one.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
print(pid == os.getpid(), uid == os.getuid(), gid == os.getgid())
one, two = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
two.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
if (child := os.fork()) == 0:
    one.send(b"plain")
    own = struct.pack("3i", os.getpid(), os.getuid(), os.getgid())
    one.sendmsg([b"explicit"], [(socket.SOL_SOCKET, 2, own)])
    try:
        one.sendmsg([b"forged"], [(socket.SOL_SOCKET, 2, struct.pack("3i", os.getppid(), 0, 0))])
    except OSError as error:
        print(error.strerror)
    os._exit(0)
os.waitpid(child, 0)
for _ in range(2):
    data, ancillary, _, _ = two.recvmsg(20, socket.CMSG_SPACE(12))
    pid, uid, gid = struct.unpack("3i", ancillary[0][2])
    print(data, pid == child, uid == os.getuid(), gid == os.getgid())
