# How a folder's link count and size follow its subfolders.
import os

os.mkdir("parent")
print("empty", os.stat("parent").st_nlink)
for number in range(3):
    os.mkdir(f"parent/{number}")
    print("with", number + 1, os.stat("parent").st_nlink)
open("parent/file", "w").close()
print("a file more", os.stat("parent").st_nlink)
os.rmdir("parent/0")
print("one fewer", os.stat("parent").st_nlink)
