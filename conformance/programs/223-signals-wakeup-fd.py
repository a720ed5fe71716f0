# set_wakeup_fd writes the number of each signal into a socket.
import os
import signal
import socket

receiving, sending = socket.socketpair()
for end in (receiving, sending):
    end.setblocking(False)
print(signal.set_wakeup_fd(sending.fileno()))
for number in (signal.SIGUSR1, signal.SIGUSR2):
    signal.signal(number, lambda *_: None)
    os.kill(os.getpid(), number)
print(list(receiving.recv(10)), signal.set_wakeup_fd(-1) == sending.fileno())
