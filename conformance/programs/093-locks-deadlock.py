# Two processes that wait for each other's record lock: the kernel sees the deadlock.
import errno
import fcntl
import os
import signal
import time


def give_up(*_):
    raise TimeoutError


signal.signal(signal.SIGALRM, give_up)
file = open("data", "wb+")
ready, tell = os.pipe()
fcntl.lockf(file, fcntl.LOCK_EX, 1, 0)
pid = os.fork()
if pid == 0:
    fcntl.lockf(file, fcntl.LOCK_EX, 1, 1)
    os.write(tell, b"x")
    fcntl.lockf(file, fcntl.LOCK_EX, 1, 0)
    os._exit(7)
os.read(ready, 1)
time.sleep(0.3)
signal.alarm(2)
try:
    fcntl.lockf(file, fcntl.LOCK_EX, 1, 1)
    print("got it")
except TimeoutError:
    print("not seen")
except OSError as error:
    print(error.errno == errno.EDEADLK)
file.close()
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
