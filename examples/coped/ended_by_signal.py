# Is refused a file, copes, and is ended by its own fault long after: SIGNALED, exit code 139.
# ./cofferdam run examples/coped/ended_by_signal.py
import ctypes

try:
    open("/usr/marker", "w")
except OSError:
    pass
ctypes.string_at(0)
