# A timer as a handle, by ctypes: expirations, polling, repeated ticks.
import ctypes
import errno
import os
import select
import time

libc = ctypes.CDLL(None, use_errno=True)
handle = libc.timerfd_create(1, os.O_NONBLOCK)
spec = (ctypes.c_long * 4)
print("set", libc.timerfd_settime(handle, 0, spec(0, 50_000_000, 0, 100_000_000), None))
try:
    os.read(handle, 8)
except OSError as error:
    print(errno.errorcode[error.errno])
print(select.select([handle], [], [], 5)[0] == [handle], int.from_bytes(os.read(handle, 8), "little"))
time.sleep(0.22)
print(int.from_bytes(os.read(handle, 8), "little") >= 4)
left = spec()
print(libc.timerfd_gettime(handle, left), list(left)[:2], 0 < left[3] <= 50_000_000)
print(libc.timerfd_settime(handle, 0, spec(), None), select.select([handle], [], [], 0.1)[0])
print(libc.timerfd_create(99, 0), errno.errorcode[ctypes.get_errno()])
