# Only prints what RUNTIME_UNAVAILABLE looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 125.
# ./cofferdam run examples/adversarial/runtime_unavailable.py
import sys

print("cofferdam: runc is not installed", file=sys.stderr)
sys.exit(125)
