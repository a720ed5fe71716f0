# Only prints what MEMORY_EXHAUSTED looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/memory_error.py
import sys

print("MemoryError", file=sys.stderr)
sys.exit(1)
