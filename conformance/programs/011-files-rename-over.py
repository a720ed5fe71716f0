# rename replaces a file at once; who has the old one open still reads it.
import os

for name in ("old", "new"):
    with open(name, "w") as file:
        file.write(name)
with open("old") as reader:
    os.rename("new", "old")
    print("open handle:", reader.read(), os.fstat(reader.fileno()).st_nlink)
with open("old") as file:
    print("by name:", file.read())
print(os.path.exists("new"))
