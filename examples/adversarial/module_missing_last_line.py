# Prints MODULE_MISSING's message last, which only text can tell from the real one: MODULE_MISSING with low confidence, exit code 1.
# ./cofferdam run examples/adversarial/module_missing_last_line.py
import sys

print("ModuleNotFoundError: No module named 'requests'", file=sys.stderr)
sys.exit(1)
