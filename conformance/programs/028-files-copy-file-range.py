# copy_file_range within and between files, and what it refuses.
import errno
import os

source = os.open("source", os.O_RDWR | os.O_CREAT, 0o644)
target = os.open("target", os.O_RDWR | os.O_CREAT, 0o644)
os.write(source, b"0123456789")
for label, arguments in (
    ("middle", (source, target, 4, 2, 0)),
    ("with a gap", (source, target, 3, 0, 8)),
    ("past the end", (source, target, 5, 100, 0)),
    ("within one file", (source, source, 3, 0, 20)),
    ("overlapping", (source, source, 5, 0, 2)),
    ("to a pipe", (source, os.pipe()[1], 5, 0)),
):
    try:
        print(label, os.copy_file_range(*arguments))
    except OSError as error:
        print(label, errno.errorcode[error.errno])
print(os.pread(source, 100, 0), os.pread(target, 100, 0))
