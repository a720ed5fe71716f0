# With siginterrupt off the kernel itself restarts a read; the C call shows EINTR when on.
import ctypes
import errno
import os
import signal
import threading

libc = ctypes.CDLL(None, use_errno=True)
signal.signal(signal.SIGALRM, lambda *_: None)
for interrupt in (True, False):
    signal.siginterrupt(signal.SIGALRM, interrupt)
    reading, writing = os.pipe()
    threading.Timer(0.4, os.write, (writing, b"data")).start()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    buffer = ctypes.create_string_buffer(10)
    result = libc.read(reading, buffer, 10)
    print(interrupt, result, errno.errorcode[ctypes.get_errno()] if result < 0 else buffer.value)
