# Only prints what INTERNAL looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 125.
# ./cofferdam run examples/adversarial/internal.py
import sys

print("cofferdam: internal error", file=sys.stderr)
sys.exit(125)
