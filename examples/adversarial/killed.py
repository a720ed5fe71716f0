# Only prints what MEMORY_EXHAUSTED looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 137.
# ./cofferdam run examples/adversarial/killed.py
import sys

print("Killed", file=sys.stderr)
sys.exit(137)
