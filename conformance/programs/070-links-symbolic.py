# Symbolic links: text, size, modes, and what follows them.
import os
import stat

os.mkdir("folder")
with open("folder/file", "w") as file:
    file.write("text")
os.symlink("folder/file", "link")
info = os.lstat("link")
print(info.st_size, stat.filemode(info.st_mode), os.readlink("link"))
os.chmod("link", 0o600)
print(oct(os.stat("folder/file").st_mode), oct(os.lstat("link").st_mode))
with open("link", "w") as file:
    file.write("through")
print(open("folder/file").read(), os.path.islink("link"))
os.symlink("absent/x", "dangling")
print(os.path.exists("dangling"), os.path.lexists("dangling"))
print(os.path.relpath(os.path.realpath("dangling")))
os.rename("link", "moved")
print(os.readlink("moved"))
os.unlink("moved")
print(os.path.exists("folder/file"))
