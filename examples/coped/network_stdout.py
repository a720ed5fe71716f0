# Says on its standard output why it fails, which is not the connection that it did without: exit code 1, no certain cause.
# ./cofferdam run examples/coped/network_stdout.py
import socket
import sys

try:
    socket.create_connection(("192.0.2.1", 80), timeout=5)
except OSError:
    pass
print("FAILED (failures=3)")
sys.exit(1)
