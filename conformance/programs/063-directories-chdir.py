# chdir and fchdir, and where relative paths then lead.
import errno
import os

home = os.getcwd()
os.makedirs("a/b")
os.symlink("a/b", "link")
os.chdir("link")
print(os.path.relpath(os.getcwd(), home))
os.chdir("..")
print(os.path.relpath(os.getcwd(), home))
open("here", "w").close()
handle = os.open(home, os.O_RDONLY)
os.fchdir(handle)
print(os.path.exists("a/here"))
for path in ("a/here", "absent", "", "a/here/x"):
    try:
        os.chdir(path)
    except OSError as error:
        print(repr(path), errno.errorcode[error.errno])
os.chmod("a", 0o600)
try:
    os.chdir("a")
except OSError as error:
    print("no x", errno.errorcode[error.errno])
os.chmod("a", 0o700)
