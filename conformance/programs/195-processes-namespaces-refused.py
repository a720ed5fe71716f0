# New namespaces, mounts, host names and other things that are root's.
import ctypes
import errno
import os

libc = ctypes.CDLL(None, use_errno=True)


def attempt(label, name, *arguments):
    result = getattr(libc, name)(*arguments)
    print(label, "ok" if result >= 0 else errno.errorcode[ctypes.get_errno()])


for label, flag in (("mount", 0x20000), ("pid", 0x20000000), ("net", 0x40000000), ("uts", 0x4000000)):
    attempt(f"unshare {label}", "unshare", flag)
attempt("mount", "mount", b"none", b"/tmp", b"tmpfs", 0, None)
attempt("umount", "umount2", b"/tmp", 0)
attempt("sethostname", "sethostname", b"x", 1)
attempt("pivot_root", "syscall", 155, b".", b".")
attempt("reboot", "reboot", 0)
attempt("swapon", "swapon", b"/absent", 0)
attempt("acct", "acct", None)
attempt("settimeofday", "settimeofday", (ctypes.c_long * 2)(1, 1), None)
attempt("unshare files", "unshare", 0x400)
