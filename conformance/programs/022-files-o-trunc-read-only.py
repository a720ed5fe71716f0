# O_TRUNC with O_RDONLY: the kernel does truncate.
import os

with open("data", "w") as file:
    file.write("text")
os.close(os.open("data", os.O_RDONLY | os.O_TRUNC))
print(os.path.getsize("data"))
