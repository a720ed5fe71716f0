# A child that asks to be traced stops at exec, and its parent lets it go on.
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
TRACEME, CONT = 0, 7
pid = os.fork()
if pid == 0:
    if libc.ptrace(TRACEME, 0, None, None) != 0:
        os._exit(90)
    os.execv("/bin/sh", ["sh", "-c", "exit 8"])
status = os.waitpid(pid, 0)[1]
if os.WIFSTOPPED(status):
    print("stopped by", signal.Signals(os.WSTOPSIG(status)).name, libc.ptrace(CONT, pid, None, None))
    status = os.waitpid(pid, 0)[1]
print("ended with", os.waitstatus_to_exitcode(status))
