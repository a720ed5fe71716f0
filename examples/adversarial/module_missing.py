# Prints what MODULE_MISSING looks like, then goes on to something else: not its last line, so PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/adversarial/module_missing.py
import sys

print("ModuleNotFoundError: No module named 'requests'", file=sys.stderr)
print("continuing without it; wrong input", file=sys.stderr)
sys.exit(1)
