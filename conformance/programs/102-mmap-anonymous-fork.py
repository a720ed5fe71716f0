# Anonymous maps over a fork: shared is shared, private is copied on write.
import mmap
import os

shared = mmap.mmap(-1, 4096)
private = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
shared[:6] = private[:6] = b"parent"
if (pid := os.fork()) == 0:
    shared[:5] = private[:5] = b"child"
    print("child", shared[:6], private[:6])
    os._exit(0)
os.waitpid(pid, 0)
print("parent", shared[:6], private[:6], shared[4000:4010] == bytes(10))
