# A connected socket passed through another, and one passed within its own pair.
import array
import os
import socket

one, two = socket.socketpair()
three, four = socket.socketpair()
socket.send_fds(one, [b"x"], [three.fileno()])
three.close()
four.send(b"kept alive in flight")
_, handles, _, _ = socket.recv_fds(two, 1, 1)
received = socket.socket(fileno=handles[0])
print(received.recv(100), received.family.name, received.type.name)
socket.send_fds(one, [b"y"], [two.fileno()])
_, handles, _, _ = socket.recv_fds(two, 1, 1)
print(os.path.samestat(os.fstat(handles[0]), os.fstat(two.fileno())))
received.close()
print(four.recv(10))
try:
    one.sendmsg([b"z"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [999]))])
except OSError as error:
    print(error.strerror)
