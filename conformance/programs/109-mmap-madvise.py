# madvise: DONTNEED empties a private map, DONTFORK keeps it from a child.
import errno
import mmap
import os

memory = mmap.mmap(-1, 65536, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
for name in ("MADV_NORMAL", "MADV_WILLNEED", "MADV_HUGEPAGE", "MADV_DONTDUMP", "MADV_MERGEABLE",
             "MADV_FREE", "MADV_DONTNEED", "MADV_REMOVE", "MADV_HWPOISON"):
    memory[:4] = b"text"
    try:
        memory.madvise(getattr(mmap, name))
        print(name, "-" if name == "MADV_FREE" else memory[:4])
    except OSError as error:
        print(name, errno.errorcode[error.errno])
memory.madvise(mmap.MADV_DONTFORK)
if (pid := os.fork()) == 0:
    print(memory[:4])
    os._exit(0)
print("child ended with", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
