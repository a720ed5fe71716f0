# What rename refuses.
import errno
import os


def attempt(label, source, target):
    try:
        os.rename(source, target)
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])


os.makedirs("full/inner")
os.mkdir("empty")
os.mkdir("another")
open("file", "w").close()
attempt("file over folder", "file", "empty")
attempt("folder over file", "empty", "file")
attempt("folder over full folder", "another", "full")
attempt("folder over empty folder", "another", "empty")
attempt("folder into itself", "full", "full/inner/x")
attempt("absent", "absent", "x")
attempt("into absent", "file", "absent/x")
attempt("onto itself", "file", "file")
attempt("to another mount", "file", "/dev/shm/conformance-file")
attempt("a folder by its dot", "empty/.", "x")
attempt("trailing slash on a file", "file", "x/")
print(sorted(os.listdir(".")) [:0], sorted(n for n in os.listdir(".") if not n.endswith(".py")))
