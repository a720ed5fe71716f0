# Twenty mebibytes written, read back and hashed.
import hashlib
import os

block = bytes(range(256)) * 256
with open("big", "wb") as file:
    for _ in range(320):
        file.write(block)
digest = hashlib.sha256()
with open("big", "rb") as file:
    while chunk := file.read(100_000):
        digest.update(chunk)
print(os.path.getsize("big"), digest.hexdigest())
os.remove("big")
