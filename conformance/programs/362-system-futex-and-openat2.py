# A futex by hand, openat2 beneath a folder, close_range.
import ctypes
import errno
import os
import threading
import time

libc = ctypes.CDLL(None, use_errno=True)
word = ctypes.c_int(1)
libc.syscall.restype = ctypes.c_long


def futex(operation, value, timeout=None):
    result = libc.syscall(202, ctypes.byref(word), operation, value, timeout, None, 0)
    return result if result >= 0 else errno.errorcode[ctypes.get_errno()]


print(futex(0, 2), futex(0, 1, (ctypes.c_long * 2)(0, 50_000_000)), futex(1, 1))
threading.Timer(0.2, lambda: (setattr(word, "value", 5), futex(1, 1))).start()
print(futex(0, 1), word.value)
os.makedirs("beneath/inner")
os.symlink("/etc", "beneath/out")
folder = os.open("beneath", os.O_RDONLY)
for path, resolve in (("inner", 8), ("../x", 8), ("out/passwd", 8), ("out", 4), ("inner", 16), ("out/passwd", 16)):
    how = (ctypes.c_uint64 * 3)(os.O_RDONLY, 0, resolve)
    result = libc.syscall(437, folder, path.encode(), how, 24)
    print(path, resolve, "ok" if result >= 0 else errno.errorcode[ctypes.get_errno()])
