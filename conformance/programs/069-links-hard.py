# Hard links: one file, several names.
import errno
import os

with open("one", "w") as file:
    file.write("text")
os.link("one", "two")
print(os.stat("one").st_nlink, os.path.samefile("one", "two"))
with open("two", "a") as file:
    file.write(" more")
os.chmod("two", 0o600)
print(open("one").read(), oct(os.stat("one").st_mode))
os.unlink("one")
print(os.stat("two").st_nlink, open("two").read())
os.mkdir("folder")
os.symlink("two", "soft")
pairs = (("folder", "x"), ("two", "folder"), ("absent", "x"), ("two", "two"), ("two", "/dev/shm/x"))
for source, target in pairs:
    try:
        os.link(source, target)
        print(source, target, "ok")
    except OSError as error:
        print(source, target, errno.errorcode[error.errno])
os.link("soft", "soft-twin", follow_symlinks=False)
print(os.path.islink("soft-twin"))
