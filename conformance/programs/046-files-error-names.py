# The error number of each classic mistake with a path.
import errno
import os


def attempt(label, call, *arguments):
    try:
        call(*arguments)
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno], type(error).__name__)


open("file", "w").close()
os.mkdir("folder")
os.symlink("loop-b", "loop-a")
os.symlink("loop-a", "loop-b")
attempt("empty", os.stat, "")
attempt("absent", os.stat, "absent")
attempt("through a file", os.stat, "file/x")
attempt("file with slash", os.stat, "file/")
attempt("file with dot", os.stat, "file/.")
attempt("loop", os.stat, "loop-a")
attempt("open a loop", os.open, "loop-a", os.O_RDONLY)
attempt("name of 255", os.open, "n" * 255, os.O_CREAT | os.O_WRONLY)
attempt("name of 256", os.open, "n" * 256, os.O_CREAT | os.O_WRONLY)
attempt("path of 4095", os.stat, "./" * 2047 + ".")
attempt("path of 4097", os.stat, "./" * 2048 + ".")
attempt("unlink a folder", os.unlink, "folder")
attempt("rmdir a file", os.rmdir, "file")
attempt("write to /usr", os.open, "/usr/bin/new", os.O_CREAT | os.O_WRONLY)
attempt("read a folder", open, "folder")
