"""sys.exit with a number, through finally and atexit."""
import atexit
import sys

atexit.register(print, "atexit 1")
atexit.register(print, "atexit 2")
try:
    sys.exit(7)
finally:
    print("finally")
