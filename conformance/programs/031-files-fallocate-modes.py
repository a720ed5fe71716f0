# fallocate's KEEP_SIZE, PUNCH_HOLE and ZERO_RANGE, by ctypes.
import ctypes
import errno
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.fallocate.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_long, ctypes.c_long]
handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
os.write(handle, b"x" * 16384)
for name, mode, offset, length in (
    ("KEEP_SIZE", 1, 0, 65536),
    ("PUNCH_HOLE", 1 | 2, 4096, 4096),
    ("PUNCH_HOLE alone", 2, 4096, 4096),
    ("ZERO_RANGE", 16, 0, 100),
    ("unknown", 1 << 20, 0, 100),
):
    result = libc.fallocate(handle, mode, offset, length)
    outcome = "ok" if result == 0 else errno.errorcode[ctypes.get_errno()]
    print(name, outcome, os.fstat(handle).st_size, os.pread(handle, 16384, 0).count(0))
