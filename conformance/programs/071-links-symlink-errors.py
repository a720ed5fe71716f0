# What symlink and readlink refuse.
import errno
import os


def attempt(label, call, *arguments):
    try:
        result = call(*arguments)
        print(label, "ok" if result is None else len(result))
    except OSError as error:
        print(label, errno.errorcode[error.errno])


open("file", "w").close()
attempt("empty target", os.symlink, "", "x")
attempt("over a file", os.symlink, "a", "file")
attempt("below absent", os.symlink, "a", "absent/x")
attempt("target of 4095", os.symlink, "t" * 4095, "long")
attempt("target of 4096", os.symlink, "t" * 4096, "longer")
attempt("read a file", os.readlink, "file")
attempt("read absent", os.readlink, "absent")
attempt("read the long one", os.readlink, "long")
attempt("stat the long one", os.stat, "long")
if os.path.lexists("long"):
    os.unlink("long")
