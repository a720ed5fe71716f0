# Forks beyond the limit are refused, and the program goes on.
import errno
import os
import signal

children = []
try:
    while len(children) < 150:
        pid = os.fork()
        if pid == 0:
            signal.pause()
        children.append(pid)
    print("all")
except OSError as error:
    print(errno.errorcode[error.errno], 50 < len(children) < 64)
for pid in children:
    os.kill(pid, signal.SIGKILL)
for pid in children:
    os.waitpid(pid, 0)
if (pid := os.fork()) == 0:
    os._exit(5)
print(os.waitpid(pid, 0)[1] >> 8)
