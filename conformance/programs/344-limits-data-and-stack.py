# RLIMIT_DATA, RLIMIT_MEMLOCK and RLIMIT_NPROC in children.
import ctypes
import errno
import mmap
import os
import resource


def child(label, act):
    if (pid := os.fork()) == 0:
        try:
            print(label, act())
        except (OSError, MemoryError) as error:
            print(label, type(error).__name__, errno.errorcode.get(getattr(error, "errno", None)))
        os._exit(0)
    os.waitpid(pid, 0)


def data():
    resource.setrlimit(resource.RLIMIT_DATA, (60 << 20, 60 << 20))
    return len(mmap.mmap(-1, 100 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))


def locked():
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (8192, 8192))
    libc, memory = ctypes.CDLL(None, use_errno=True), ctypes.create_string_buffer(1 << 20)
    results = [libc.mlock(memory, ctypes.c_size_t(size)) for size in (100, 500_000)]
    return results, errno.errorcode.get(ctypes.get_errno())


child("data", data)
child("locked", locked)
child("no children", lambda: (resource.setrlimit(resource.RLIMIT_NPROC, (0, 0)), os.fork())[1] >= 0)
