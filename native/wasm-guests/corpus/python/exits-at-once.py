"""os._exit: no handlers, no finally, the exact code."""
try:
    raise KeyboardInterrupt
except KeyboardInterrupt:
    print("interrupted")
import os
import sys
print("flushed before")
sys.stdout.flush()
os._exit(9)
