# May not write a file and goes on without; then it fails for another reason: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/coped/permission.py
import sys

try:
    open("/etc/passwd", "a")
except PermissionError:
    pass
sys.exit("3 of 10 tests failed")
