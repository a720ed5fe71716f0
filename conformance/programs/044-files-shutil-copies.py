# shutil's copies: what of mode, times and links each keeps.
import os
import shutil

with open("source", "w") as file:
    file.write("text")
os.chmod("source", 0o640)
os.utime("source", (1_000_000_000, 1_100_000_000))
os.symlink("source", "link")
for call in (shutil.copyfile, shutil.copy, shutil.copy2):
    name = call("source", f"by-{call.__name__}")
    stat = os.stat(name)
    print(name, oct(stat.st_mode), stat.st_mtime == 1_100_000_000, stat.st_size)
shutil.copy("link", "followed")
shutil.copy("link", "not-followed", follow_symlinks=False)
print(os.path.islink("followed"), os.path.islink("not-followed"))
try:
    shutil.copyfile("source", "source")
except shutil.SameFileError as error:
    print(type(error).__name__)
