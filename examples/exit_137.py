# Ends by itself with the number that a kill for memory has: PROGRAM_ERROR, exit code 137, never MEMORY_EXHAUSTED.
# ./cofferdam run examples/exit_137.py
import sys

sys.exit(137)
