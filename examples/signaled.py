# Reads address 0 and is ended by its own fault: SIGNALED (SIGSEGV), exit code 139.
# ./cofferdam run examples/signaled.py
import ctypes

ctypes.string_at(0)
