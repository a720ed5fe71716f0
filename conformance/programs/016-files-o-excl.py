# O_CREAT|O_EXCL makes a file once, and does not follow a dangling link.
import errno
import os

os.symlink("nowhere", "dangling")
for name in ("fresh", "fresh", "dangling"):
    try:
        os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
        print(name, "made")
    except OSError as error:
        print(name, errno.errorcode[error.errno])
os.close(os.open("dangling", os.O_WRONLY | os.O_CREAT, 0o644))
print("without O_EXCL it made", os.path.exists("nowhere"))
