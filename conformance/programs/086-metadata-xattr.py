# Extended attributes of the user's name space.
import errno
import os


def attempt(label, call, *arguments):
    try:
        print(label, call(*arguments))
    except OSError as error:
        print(label, errno.errorcode[error.errno])


open("file", "w").close()
os.mkdir("folder")
os.symlink("file", "link")
attempt("set", os.setxattr, "file", "user.colour", b"blue\0green")
attempt("get", os.getxattr, "file", "user.colour")
attempt("create again", os.setxattr, "file", "user.colour", b"x", os.XATTR_CREATE)
attempt("replace absent", os.setxattr, "file", "user.shape", b"x", os.XATTR_REPLACE)
attempt("on a folder", os.setxattr, "folder", "user.a", b"b")
attempt("list", lambda: sorted(name for name in os.listxattr("file") if name.startswith("user.")))
attempt("absent", os.getxattr, "file", "user.absent")
attempt("no name space", os.setxattr, "file", "colour", b"x")
attempt("trusted", os.setxattr, "file", "trusted.a", b"x")
attempt("security", os.setxattr, "file", "security.a", b"x")
attempt("on a link", lambda: os.setxattr("link", "user.a", b"x", follow_symlinks=False))
attempt("long name", os.setxattr, "file", "user." + "n" * 251, b"x")
attempt("remove", os.removexattr, "file", "user.colour")
attempt("remove again", os.removexattr, "file", "user.colour")
