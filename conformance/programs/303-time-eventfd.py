# eventfd: counting, the semaphore mode, its limits, between processes.
import errno
import os
import select

handle = os.eventfd(3, os.EFD_NONBLOCK)
os.eventfd_write(handle, 4)
print(os.eventfd_read(handle), select.select([handle], [handle], [], 0)[:2] == ([], [handle]))
semaphore = os.eventfd(2, os.EFD_SEMAPHORE | os.EFD_NONBLOCK)
print(os.eventfd_read(semaphore), os.eventfd_read(semaphore))
for label, call in (
    ("empty", lambda: os.eventfd_read(semaphore)),
    ("fill", lambda: os.eventfd_write(handle, 2**64 - 2)),
    ("overflow", lambda: os.eventfd_write(handle, 1)),
    ("largest", lambda: os.eventfd_write(handle, 2**64 - 1)),
    ("short read", lambda: os.read(handle, 4)),
    ("short write", lambda: os.write(handle, b"1234")),
):
    try:
        print(label, call())
    except OSError as error:
        print(label, errno.errorcode[error.errno])
shared = os.eventfd(0)
if (pid := os.fork()) == 0:
    os.eventfd_write(shared, 9)
    os._exit(0)
print(os.eventfd_read(shared), os.waitpid(pid, 0)[1])
