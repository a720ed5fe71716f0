# SIGTERM to oneself without a handler.
import os
import signal
import sys

print(signal.getsignal(signal.SIGTERM).name)
sys.stdout.flush()
os.kill(os.getpid(), signal.SIGTERM)
print("still here")
sys.exit(4)
