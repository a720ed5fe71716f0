# Only prints what OUTPUT_LIMIT looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 137.
# ./cofferdam run examples/adversarial/output_limit.py
import sys

print("output limit exceeded, killed", file=sys.stderr)
sys.exit(137)
