# What kinds of node an ordinary user may make.
import errno
import os
import stat

for name, mode, device in (
    ("regular", stat.S_IFREG | 0o644, 0),
    ("fifo", stat.S_IFIFO | 0o600, 0),
    ("socket", stat.S_IFSOCK | 0o600, 0),
    ("character", stat.S_IFCHR | 0o600, os.makedev(1, 3)),
    ("block", stat.S_IFBLK | 0o600, os.makedev(7, 0)),
    ("folder", stat.S_IFDIR | 0o700, 0),
):
    try:
        os.mknod(name, mode, device)
        print(name, stat.filemode(os.stat(name).st_mode))
        os.unlink(name)
    except OSError as error:
        print(name, errno.errorcode[error.errno])
