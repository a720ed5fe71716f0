# flock belongs to the open file: shared by fork and dup, not by a second open.
import fcntl
import os

first = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
second = os.open("data", os.O_RDWR)


def attempt(label, handle, kind):
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
        print(label, "got")
    except BlockingIOError:
        print(label, "held")


attempt("first exclusive", first, fcntl.LOCK_EX)
attempt("dup exclusive", os.dup(first), fcntl.LOCK_EX)
attempt("second exclusive", second, fcntl.LOCK_EX)
attempt("first to shared", first, fcntl.LOCK_SH)
attempt("second shared", second, fcntl.LOCK_SH)
attempt("second to exclusive", second, fcntl.LOCK_EX)
if (pid := os.fork()) == 0:
    attempt("child releases", first, fcntl.LOCK_UN)
    os._exit(0)
os.waitpid(pid, 0)
attempt("second exclusive", second, fcntl.LOCK_EX)
attempt("first shared", first, fcntl.LOCK_SH)
