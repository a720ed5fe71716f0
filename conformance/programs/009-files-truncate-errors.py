# What truncate refuses.
import errno
import os


def attempt(label, call, *arguments):
    try:
        call(*arguments)
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])


os.mkdir("folder")
with open("data", "w") as file:
    file.write("data")
reading = os.open("data", os.O_RDONLY)
attempt("negative", os.truncate, "data", -1)
attempt("folder", os.truncate, "folder", 0)
attempt("absent", os.truncate, "absent", 0)
attempt("read only handle", os.ftruncate, reading, 0)
attempt("pipe", os.ftruncate, os.pipe()[1], 0)
attempt("through a file", os.truncate, "data/x", 0)
os.chmod("data", 0o444)
attempt("read only file", os.truncate, "data", 0)
