# Writing beyond 64 MiB of disk fails or is within what there is; sixteen mebibytes always fit.
import os

block = b"x" * (1 << 20)
with open("sixteen", "wb") as file:
    for _ in range(16):
        file.write(block)
    file.flush()
    os.fsync(file.fileno())
print(os.path.getsize("sixteen") >> 20, os.stat("sixteen").st_blocks * 512 >= 16 << 20)
os.remove("sixteen")
with open("again", "wb") as file:
    for _ in range(16):
        file.write(block)
print(os.path.getsize("again") >> 20)
os.remove("again")
