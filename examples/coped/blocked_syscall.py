# Does without a call that is refused; an assertion of its own fails: PROGRAM_ERROR, exit code 1.
# ./cofferdam run examples/coped/blocked_syscall.py
import ctypes

ctypes.CDLL(None).syscall(250, 0, -3, 0, 0, 0)  # keyctl
assert sum(range(10)) == 44
