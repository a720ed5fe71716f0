# The program ends with 42 after its output.
import sys

print("about to leave")
try:
    sys.exit(42)
finally:
    print("on the way out")
