# A worker is killed for its memory and is not needed; the program fails by a check of its own: exit code 1, no certain cause.
# ./cofferdam run -m 128m examples/coped/memory_child.py
import subprocess
import sys

bomb = "held = []\nwhile True: held.append(bytearray(b'x') * (8 << 20))"
subprocess.run([sys.executable, "-c", bomb])
sys.exit("2 of 7 checks do not hold")
