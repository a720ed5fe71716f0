# What each permission bit of one's own file and folder allows.
import errno
import os


def attempt(label, call, *arguments):
    try:
        call(*arguments)
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])


os.mkdir("folder")
with open("folder/file", "w") as file:
    file.write("text")
for mode in (0o000, 0o400, 0o200, 0o100):
    os.chmod("folder/file", mode)
    attempt(f"{mode:o} read", os.open, "folder/file", os.O_RDONLY)
    attempt(f"{mode:o} write", os.open, "folder/file", os.O_WRONLY)
    print([os.access("folder/file", bit) for bit in (os.R_OK, os.W_OK, os.X_OK)])
for mode in (0o600, 0o500, 0o300, 0o100):
    os.chmod("folder", mode)
    attempt(f"{mode:o} list", os.listdir, "folder")
    attempt(f"{mode:o} stat inside", os.stat, "folder/file")
    attempt(f"{mode:o} create", os.mkdir, f"folder/{mode:o}")
os.chmod("folder", 0o700)
