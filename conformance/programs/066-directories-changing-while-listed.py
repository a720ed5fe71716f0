# Files removed and added while a folder is being listed.
import os

os.mkdir("busy")
open("one", "w").close()
for number in range(1000):
    os.link("one", f"busy/{number:04}")
seen = []
with os.scandir("busy") as entries:
    for entry in entries:
        seen.append(entry.name)
        os.unlink(entry.path)
print(len(seen), len(set(seen)), os.listdir("busy"), os.stat("one").st_nlink)
