# Only prints what PERMISSION_DENIED looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/permission.py
import sys

print("PermissionError: [Errno 13] Permission denied: '/data/x'", file=sys.stderr)
sys.exit(1)
