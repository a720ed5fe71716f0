# SIGINT to oneself is a KeyboardInterrupt; caught here, uncaught at the end.
import os
import signal
import sys

try:
    os.kill(os.getpid(), signal.SIGINT)
    signal.pause()
except KeyboardInterrupt:
    print("caught")
sys.stdout.flush()
os.kill(os.getpid(), signal.SIGINT)
signal.sigtimedwait([], 1)
print("not reached")
