# An O_PATH handle: good for stat and openat, bad for reading.
import errno
import os


def attempt(label, call):
    try:
        print(label, call())
    except OSError as error:
        print(label, errno.errorcode[error.errno])


os.mkdir("folder")
with open("folder/file", "w") as file:
    file.write("text")
folder = os.open("folder", os.O_PATH)
plain = os.open("folder/file", os.O_PATH)
attempt("stat", lambda: os.fstat(plain).st_size)
attempt("read", lambda: os.read(plain, 4))
attempt("write", lambda: os.write(plain, b"x"))
attempt("fchmod", lambda: os.fchmod(plain, 0o600))
attempt("seek", lambda: os.lseek(plain, 0, 0))
attempt("openat", lambda: os.read(os.open("file", os.O_RDONLY, dir_fd=folder), 4))
attempt("reopen", lambda: os.read(os.open(f"/proc/self/fd/{plain}", os.O_RDONLY), 4))
attempt("fchdir", lambda: os.fchdir(folder))
print(os.path.basename(os.getcwd()))
