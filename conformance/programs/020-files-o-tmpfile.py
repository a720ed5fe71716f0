# O_TMPFILE makes a file without a name, which linkat then gives it.
import errno
import os

try:
    handle = os.open(".", os.O_TMPFILE | os.O_RDWR, 0o640)
    print("links", os.fstat(handle).st_nlink, "mode", oct(os.fstat(handle).st_mode))
    os.write(handle, b"nameless")
    os.link(f"/proc/self/fd/{handle}", "named", src_dir_fd=os.open(".", os.O_RDONLY))
    print("links", os.fstat(handle).st_nlink)
    with open("named") as file:
        print(file.read())
except OSError as error:
    print(errno.errorcode[error.errno])
