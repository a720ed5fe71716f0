# Only prints what SANDBOX_LOST looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/sandbox_lost.py
import sys

print("container runtime died: sandbox lost", file=sys.stderr)
sys.exit(1)
