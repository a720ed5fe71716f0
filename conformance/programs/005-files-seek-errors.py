# What lseek refuses.
import errno
import os


def attempt(label, *arguments):
    try:
        print(label, os.lseek(*arguments))
    except OSError as error:
        print(label, errno.errorcode[error.errno])


handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
os.write(handle, b"0123456789")
attempt("end-3", handle, -3, os.SEEK_END)
attempt("current+1", handle, 1, os.SEEK_CUR)
attempt("before the start", handle, -1, os.SEEK_SET)
attempt("end-11", handle, -11, os.SEEK_END)
attempt("unknown whence", handle, 0, 99)
attempt("current", handle, 0, os.SEEK_CUR)
attempt("pipe", os.pipe()[0], 0, os.SEEK_SET)
attempt("closed", 900, 0, os.SEEK_SET)
attempt("largest", handle, 2**63 - 1, os.SEEK_SET)
attempt("beyond the largest", handle, 1, os.SEEK_CUR)
