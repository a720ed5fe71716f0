# SCM_RIGHTS: a child opens a file, the parent reads it.
import os
import socket

with open("data", "w") as file:
    file.write("0123456789")
one, two = socket.socketpair()
if (pid := os.fork()) == 0:
    handles = [os.open("data", os.O_RDONLY), *os.pipe()]
    os.read(handles[0], 4)
    os.write(handles[2], b"in the pipe")
    socket.send_fds(one, [b"three"], handles)
    os._exit(0)
os.waitpid(pid, 0)
message, handles, flags, _ = socket.recv_fds(two, 100, 5)
print(message, len(handles), flags == 0, os.read(handles[0], 3), os.read(handles[1], 100))
print([os.get_inheritable(handle) for handle in handles])
socket.send_fds(one, [b"cut"], handles)
message, handles, flags, _ = socket.recv_fds(two, 100, 1)
print(message, len(handles), bool(flags & socket.MSG_CTRUNC))
