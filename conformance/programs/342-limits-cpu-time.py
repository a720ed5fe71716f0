# RLIMIT_CPU: SIGXCPU ends a program at the soft limit.
import os
import resource
import signal
import time

if (pid := os.fork()) == 0:
    resource.setrlimit(resource.RLIMIT_CPU, (1, 3))
    end = time.monotonic() + 12
    while time.monotonic() < end:
        pass
    os._exit(0)
_, status, usage = os.wait4(pid, 0)
code = os.waitstatus_to_exitcode(status)
print(signal.Signals(-code).name if code < 0 else code, 0.8 < usage.ru_utime + usage.ru_stime < 2)
