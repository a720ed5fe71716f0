# A subreaper adopts the orphans below it, and can wait for them.
import ctypes
import os
import time

print("prctl", ctypes.CDLL(None).prctl(36, 1, 0, 0, 0))
if (pid := os.fork()) == 0:
    if os.fork() == 0:
        time.sleep(0.2)
        os._exit(44)
    os._exit(0)
os.waitpid(pid, 0)
print("orphan", os.waitstatus_to_exitcode(os.waitpid(-1, 0)[1]))
