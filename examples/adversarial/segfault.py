# Only prints what SIGNALED looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 139.
# ./cofferdam run examples/adversarial/segfault.py
import sys

print("Segmentation fault (core dumped)", file=sys.stderr)
sys.exit(139)
