# Only prints what PROCESS_LIMIT looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/process_limit.py
import sys

print("BlockingIOError: [Errno 11] Resource temporarily unavailable", file=sys.stderr)
sys.exit(1)
