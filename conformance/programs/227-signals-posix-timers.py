# A POSIX timer by ctypes: it fires, reports what is left and counts overruns.
import ctypes
import errno
import signal
import time

librt = ctypes.CDLL(None, use_errno=True)
seen = []
signal.signal(signal.SIGALRM, lambda *_: seen.append("fired"))
timer = ctypes.c_void_p()
print("create", librt.timer_create(1, None, ctypes.byref(timer)))
spec = (ctypes.c_long * 4)(0, 0, 0, 100_000_000)
print("set", librt.timer_settime(timer, 0, spec, None))
left = (ctypes.c_long * 4)()
print("get", librt.timer_gettime(timer, left), 0 < left[3] <= 100_000_000)
time.sleep(0.3)
print(seen, librt.timer_getoverrun(timer))
print("delete", librt.timer_delete(timer))
