# Only prints what DISK_FULL looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/disk_full.py
import sys

print("OSError: [Errno 28] No space left on device", file=sys.stderr)
sys.exit(1)
