# Starts a child that fails, and knows what to do about it.
# ./cofferdam run examples/ordinary/child_fails.py
import subprocess
import sys

child = subprocess.run([sys.executable, "-c", "1 / 0"], capture_output=True, text=True)
assert child.returncode == 1
print("the child said:", child.stderr.splitlines()[-1])
