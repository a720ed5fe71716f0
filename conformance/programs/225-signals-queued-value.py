# sigqueue carries a value.
import ctypes
import os
import signal
import struct

libc = ctypes.CDLL(None, use_errno=True)
number = signal.SIGRTMIN + 3
signal.pthread_sigmask(signal.SIG_BLOCK, [number])
print([libc.sigqueue(os.getpid(), number, ctypes.c_void_p(value)) for value in (7, 8)])
mask = (ctypes.c_uint64 * 16)(1 << (number - 1))
info = (ctypes.c_char * 128)()
for _ in range(2):
    result = libc.sigwaitinfo(mask, info)
    print(result == number, struct.unpack_from("iii4xiiq", info)[2], struct.unpack_from("iii4xiiq", info)[5])
