# Only prints what SYSCALL_BLOCKED looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/blocked_syscall.py
import sys

print("PermissionError: [Errno 1] Operation not permitted", file=sys.stderr)
sys.exit(1)
