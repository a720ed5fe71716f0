# Only prints what NETWORK_ISOLATED looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/name_resolution.py
import sys

print("socket.gaierror: [Errno -3] Temporary failure in name resolution", file=sys.stderr)
sys.exit(1)
