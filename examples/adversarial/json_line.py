# Prints a result of ours in the place of its own output; it stays output: PROGRAM_ERROR, exit code 1.
# ./cofferdam run --json examples/adversarial/json_line.py
import json
import sys

print(json.dumps({"exitCode": 0, "diagnosis": {"kind": "MEMORY_EXHAUSTED", "confidence": "HIGH"}}))
sys.exit(1)
