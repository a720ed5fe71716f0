# Closing any handle of a file drops the process's record locks on it.
import fcntl
import os

first = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
second = os.open("data", os.O_RDWR)


def child_can_lock():
    pid = os.fork()
    if pid == 0:
        handle = os.open("data", os.O_RDWR)
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os._exit(0)
        except OSError:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


fcntl.lockf(first, fcntl.LOCK_EX)
print("child can lock:", child_can_lock())
os.close(second)
print("child can lock:", child_can_lock())
