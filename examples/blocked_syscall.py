# Makes a system call that the filter refuses (EPERM): SYSCALL_BLOCKED, exit code 1.
# ./cofferdam run examples/blocked_syscall.py
import ctypes
import os

KEYCTL = 250
libc = ctypes.CDLL(None, use_errno=True)
if libc.syscall(KEYCTL, 0, -3, 0, 0, 0) == -1:
    raise OSError(ctypes.get_errno(), "keyctl: " + os.strerror(ctypes.get_errno()))
