# A child is killed for its memory and the parent gives up: MEMORY_EXHAUSTED, exit code 1.
# ./cofferdam run -m 128m examples/memory_child.py
import subprocess
import sys

bomb = "held = []\nwhile True: held.append(bytearray(b'x') * (8 << 20))"
child = subprocess.run([sys.executable, "-c", bomb])
if child.returncode != 0:
    sys.exit(f"the worker ended with {child.returncode}, giving up")
