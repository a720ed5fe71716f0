# Rare system calls: there, refused or unknown.
import ctypes
import errno
import platform

libc = ctypes.CDLL(None, use_errno=True)
calls = {"io_uring_setup": 425, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "keyctl": 250, "kcmp": 312,
         "membarrier": 324, "pkey_alloc": 330, "clone3": 435, "openat2": 437, "close_range": 436, "faccessat2": 439,
         "process_vm_readv": 310, "landlock_create_ruleset": 444, "futex_waitv": 449, "rseq": 334, "fanotify_init": 300,
         "name_to_handle_at": 303, "personality": 135, "io_setup": 206, "memfd_secret": 447, "quotactl": 179,
         "syslog": 103, "unknown": 1999, "get_mempolicy": 239, "ioprio_get": 252, "vhangup": 153, "modify_ldt": 154}
if platform.machine() == "x86_64":
    for name, number in calls.items():
        arguments = {"personality": [0xFFFFFFFF], "close_range": [500, 600, 0]}.get(name, [0] * 6)
        result = libc.syscall(*map(ctypes.c_long, [number, *arguments]))
        print(name, "ok" if result >= 0 else errno.errorcode.get(ctypes.get_errno(), "?"))
