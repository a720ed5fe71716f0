# Only prints what IMAGE_MISSING looks like; nothing of the kind happened: PROGRAM_ERROR, exit code 125.
# ./cofferdam run examples/adversarial/image_missing.py
import sys

print("cofferdam: no such image", file=sys.stderr)
sys.exit(125)
