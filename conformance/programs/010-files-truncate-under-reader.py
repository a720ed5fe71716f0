# A reader past the new end of a file reads nothing, not old bytes.
import os

with open("data", "wb") as file:
    file.write(b"a" * 8192)
reader = os.open("data", os.O_RDONLY)
print(len(os.read(reader, 4096)))
os.truncate("data", 1000)
print(os.read(reader, 4096), os.lseek(reader, 0, os.SEEK_CUR))
os.truncate("data", 5000)
print(os.read(reader, 4096) == bytes(904))
