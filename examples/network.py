# Connects to an address outside (ENETUNREACH): NETWORK_ISOLATED, exit code 1.
# ./cofferdam run examples/network.py
import socket

socket.create_connection(("192.0.2.1", 80), timeout=5)
