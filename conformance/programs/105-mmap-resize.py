# resize lengthens and shortens a map and its file.
import mmap
import os

handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
os.write(handle, b"start")
memory = mmap.mmap(handle, 0)
for size in (100_000, 3, 4097):
    memory.resize(size)
    print(len(memory), os.fstat(handle).st_size, memory[:5], memory[-1:])
anonymous = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
anonymous[:4] = b"kept"
anonymous.resize(1 << 20)
print(len(anonymous), anonymous[:4], anonymous[-1])
