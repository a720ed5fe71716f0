# PR_SET_PDEATHSIG: a grandchild is told of its parent's end.
import ctypes
import os
import signal
import time

libc = ctypes.CDLL(None)
reading, writing = os.pipe()
if os.fork() == 0:
    ready, tell = os.pipe()
    if os.fork() == 0:
        signal.signal(signal.SIGUSR1, lambda *_: (os.write(writing, b"told"), os._exit(0)))
        libc.prctl(1, signal.SIGUSR1, 0, 0, 0)
        value = ctypes.c_int()
        libc.prctl(2, ctypes.byref(value), 0, 0, 0)
        os.write(tell, bytes([value.value]))
        time.sleep(5)
        os.write(writing, b"not told")
        os._exit(0)
    print("set", os.read(ready, 1)[0] == signal.SIGUSR1)
    os._exit(0)
os.wait()
print(os.read(reading, 10))
