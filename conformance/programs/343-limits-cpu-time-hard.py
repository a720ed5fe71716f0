# RLIMIT_CPU: SIGXCPU can be handled, SIGKILL at the hard limit cannot.
import os
import resource
import signal
import time

if (pid := os.fork()) == 0:
    signal.signal(signal.SIGXCPU, lambda *_: os.write(1, b"SIGXCPU\n"))
    resource.setrlimit(resource.RLIMIT_CPU, (1, 2))
    end = time.monotonic() + 12
    while time.monotonic() < end:
        pass
    os._exit(0)
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(signal.Signals(-code).name if code < 0 else code)
