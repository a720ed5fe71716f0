# Only prints what CPU_THROTTLED looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/throttled.py
import sys

print("CPU_THROTTLED: 90 % of the wall time", file=sys.stderr)
sys.exit(1)
