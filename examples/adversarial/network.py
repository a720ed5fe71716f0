# Only prints what NETWORK_ISOLATED looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/network.py
import sys

print("OSError: [Errno 101] Network is unreachable", file=sys.stderr)
sys.exit(1)
