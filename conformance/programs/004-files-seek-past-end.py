# A seek past the end changes nothing until something is written there.
import os

with open("gap", "wb+") as file:
    file.write(b"head")
    print("seek", file.seek(10_000))
    print("size", os.fstat(file.fileno()).st_size)
    print("read", file.read())
    file.write(b"tail")
    file.flush()
    print("size", os.fstat(file.fileno()).st_size)
    file.seek(0)
    content = file.read()
print(content[:4], content[-4:], content[4:-4] == bytes(9996))
