# Only prints what TIMEOUT looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 124.
# ./cofferdam run examples/adversarial/timeout.py
import sys

print("TimeoutError: timed out", file=sys.stderr)
sys.exit(124)
