# The last line has no end, and stdout is written in small parts.
import sys
import time

for part in ("one", " ", "two", "\nthr"):
    sys.stdout.write(part)
    sys.stdout.flush()
    time.sleep(0.02)
sys.stdout.write("ee")
