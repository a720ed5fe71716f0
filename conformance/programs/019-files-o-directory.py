# O_DIRECTORY and a folder opened for writing.
import errno
import os

os.mkdir("folder")
open("file", "w").close()
for path, label, flags in (
    ("folder", "O_DIRECTORY", os.O_DIRECTORY),
    ("file", "O_DIRECTORY", os.O_DIRECTORY),
    ("folder", "O_RDWR", os.O_RDWR),
    ("folder", "O_WRONLY", os.O_WRONLY),
    ("folder", "O_CREAT", os.O_CREAT),
    ("folder", "O_TRUNC|O_WRONLY", os.O_TRUNC | os.O_WRONLY),
    ("file/", "O_RDONLY", os.O_RDONLY),
    ("new/", "O_CREAT|O_WRONLY", os.O_CREAT | os.O_WRONLY),
):
    try:
        handle = os.open(path, flags, 0o644)
        print(path, label, "ok")
    except OSError as error:
        print(path, label, errno.errorcode[error.errno])
try:
    os.read(os.open("folder", os.O_RDONLY), 10)
except OSError as error:
    print("read a folder", errno.errorcode[error.errno])
