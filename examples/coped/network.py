# Finds nobody to report to and goes on; then it fails for another reason: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/coped/network.py
import socket
import sys

try:
    socket.create_connection(("192.0.2.1", 80), timeout=5)
except OSError:
    pass
print("3 of 10 tests failed", file=sys.stderr)
sys.exit(1)
