# What scandir knows of each entry.
import os

os.makedirs("place/folder")
with open("place/file", "w") as file:
    file.write("12345")
os.symlink("folder", "place/to-folder")
os.symlink("nowhere", "place/dangling")
os.mkfifo("place/fifo")
with os.scandir("place") as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        kinds = (entry.is_file(), entry.is_dir(), entry.is_symlink(), entry.is_dir(follow_symlinks=False))
        print(entry.name, *kinds, entry.inode() == os.lstat(entry.path).st_ino)
os.remove("place/fifo")
