# rename replaces a link itself, not what it points at; open with O_CREAT goes through.
import os

for name in ("target", "new"):
    with open(name, "w") as file:
        file.write(name)
os.symlink("target", "link")
os.rename("new", "link")
print(os.path.islink("link"), open("link").read(), open("target").read())
