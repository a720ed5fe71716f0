# A child that is not waited for is a zombie in /proc until it is.
import os
import signal
import time

pid = os.fork()
if pid == 0:
    os._exit(3)
os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
with open(f"/proc/{pid}/stat") as file:
    print(file.read().rpartition(")")[2].split()[0])
with open(f"/proc/{pid}/cmdline") as file:
    print(repr(file.read()))
os.kill(pid, signal.SIGKILL)
print(os.waitpid(pid, 0)[1] >> 8, os.path.exists(f"/proc/{pid}"))
try:
    os.kill(pid, 0)
except ProcessLookupError as error:
    print(type(error).__name__)
