# Prints four mebibytes, which is within the limit.
# ./cofferdam run examples/ordinary/large_output.py | wc -c
import sys

for number in range(1 << 16):
    sys.stdout.write(f"{number:063}\n")
