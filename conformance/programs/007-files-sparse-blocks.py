# A sparse file of 32 MiB takes few blocks, one written in full takes many.
import os

with open("sparse", "wb") as file:
    file.truncate(32 << 20)
with open("full", "wb") as file:
    file.write(b"x" * (1 << 20))
    os.fsync(file.fileno())
for name in ("sparse", "full"):
    stat = os.stat(name)
    print(name, stat.st_size, "less than its size" if stat.st_blocks * 512 < stat.st_size else "all")
os.remove("sparse")
