# Only prints what PROCESS_LIMIT looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 2.
# ./cofferdam run examples/adversarial/cannot_fork.py
import sys

print("sh: 1: Cannot fork", file=sys.stderr)
sys.exit(2)
