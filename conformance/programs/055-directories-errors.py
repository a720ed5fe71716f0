# The errors of mkdir, rmdir and listdir.
import errno
import os


def attempt(label, call, *arguments):
    try:
        call(*arguments)
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])


os.makedirs("full/inner")
open("file", "w").close()
attempt("mkdir present", os.mkdir, "full")
attempt("mkdir over a file", os.mkdir, "file")
attempt("mkdir below absent", os.mkdir, "absent/x")
attempt("mkdir below a file", os.mkdir, "file/x")
attempt("mkdir with a slash", os.mkdir, "slash/")
attempt("mkdir dot", os.mkdir, ".")
attempt("rmdir full", os.rmdir, "full")
attempt("rmdir dot", os.rmdir, "full/.")
attempt("rmdir dot dot", os.rmdir, "full/inner/..")
attempt("rmdir root", os.rmdir, "/")
attempt("rmdir absent", os.rmdir, "absent")
attempt("listdir a file", os.listdir, "file")
attempt("unlink with a slash", os.unlink, "file/")
