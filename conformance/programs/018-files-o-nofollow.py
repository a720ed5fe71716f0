# O_NOFOLLOW refuses a link at the end of a path, not one on the way.
import errno
import os

os.mkdir("folder")
with open("folder/file", "w") as file:
    file.write("text")
os.symlink("folder", "folder-link")
os.symlink("folder/file", "file-link")
for path, flags in (
    ("file-link", os.O_RDONLY),
    ("file-link", os.O_NOFOLLOW),
    ("folder-link", os.O_NOFOLLOW),
    ("folder-link", os.O_NOFOLLOW | os.O_DIRECTORY),
    ("folder-link/file", os.O_NOFOLLOW),
    ("folder-link/", os.O_NOFOLLOW),
    ("file-link", os.O_NOFOLLOW | os.O_PATH),
):
    try:
        os.open(path, flags)
        print(path, flags & os.O_PATH != 0, "ok")
    except OSError as error:
        print(path, errno.errorcode[error.errno])
