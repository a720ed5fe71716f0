# Signals read from a handle, by ctypes.
import ctypes
import errno
import os
import signal
import struct

libc = ctypes.CDLL(None, use_errno=True)
signals = [signal.SIGUSR1, signal.SIGTERM]
signal.pthread_sigmask(signal.SIG_BLOCK, signals)
mask = (ctypes.c_uint64 * 16)(sum(1 << (number - 1) for number in signals))
handle = libc.signalfd(-1, mask, os.O_NONBLOCK)
try:
    os.read(handle, 128)
except OSError as error:
    print(errno.errorcode[error.errno])
for number in signals:
    os.kill(os.getpid(), number)
data = os.read(handle, 1024)
for offset in range(0, len(data), 128):
    number, _, code, pid, uid = struct.unpack_from("IiiII", data, offset)
    print(number, code, pid == os.getpid(), uid == os.getuid())
