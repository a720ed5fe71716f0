# The sched module keeps order; absolute sleeps by clock_nanosleep.
import ctypes
import sched
import time

scheduler, seen = sched.scheduler(time.monotonic, time.sleep), []
for delay, priority, name in ((0.1, 2, "late"), (0.05, 1, "early"), (0.1, 1, "late but first")):
    scheduler.enter(delay, priority, seen.append, (name,))
start = time.monotonic()
scheduler.run()
print(seen, time.monotonic() - start >= 0.1, scheduler.empty())
wake = time.clock_gettime_ns(time.CLOCK_MONOTONIC) + 100_000_000
request = (ctypes.c_long * 2)(*divmod(wake, 10**9))
print(ctypes.CDLL(None).clock_nanosleep(1, 1, request, None), time.clock_gettime_ns(1) >= wake)
print(ctypes.CDLL(None).clock_nanosleep(99, 0, request, None))
