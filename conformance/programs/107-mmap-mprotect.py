# mprotect: a write to a read-only page and a read of a forbidden one.
import ctypes
import mmap
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
for label, protection, act in (
    ("read of PROT_READ", 1, "read"),
    ("write to PROT_READ", 1, "write"),
    ("read of PROT_NONE", 0, "read"),
    ("write to PROT_WRITE", 3, "write"),
):
    if (pid := os.fork()) == 0:
        memory = mmap.mmap(-1, 8192)
        address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
        if libc.mprotect(address, 4096, protection) != 0:
            os._exit(99)
        ctypes.memset(address, 1, 1) if act == "write" else ctypes.string_at(address, 1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    print(label, signal.Signals(-code).name if code < 0 else code)
