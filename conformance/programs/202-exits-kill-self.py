# SIGKILL to oneself. The first process of a PID namespace does not die of it.
import os
import signal
import sys

print("before")
sys.stdout.flush()
os.kill(os.getpid(), signal.SIGKILL)
print("still here")
sys.exit(3)
