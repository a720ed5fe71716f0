# Only prints what UNSUPPORTED_BY_RUNTIME looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/unsupported.py
import sys

print("pip is not supported by this runtime", file=sys.stderr)
sys.exit(1)
