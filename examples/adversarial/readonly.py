# Only prints what READ_ONLY_FILESYSTEM looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/readonly.py
import sys

print("OSError: [Errno 30] Read-only file system: '/data/x'", file=sys.stderr)
sys.exit(1)
