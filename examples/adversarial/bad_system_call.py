# Only prints what SYSCALL_BLOCKED looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 159.
# ./cofferdam run examples/adversarial/bad_system_call.py
import sys

print("Bad system call", file=sys.stderr)
sys.exit(159)
