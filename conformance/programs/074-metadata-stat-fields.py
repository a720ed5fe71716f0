# The fields of stat that a file's content decides.
import os
import stat

os.umask(0o022)
with open("file", "wb") as file:
    file.write(b"x" * 5000)
os.mkdir("folder")
for name in ("file", "folder"):
    info = os.stat(name)
    print(name, stat.filemode(info.st_mode), info.st_nlink, info.st_uid == os.getuid(),
          info.st_gid == os.getgid(), info.st_size if name == "file" else "-")
    print(info.st_ino > 0, info.st_dev > 0, info.st_rdev, info.st_blksize)
    print(info.st_atime_ns > 0, info.st_ctime_ns >= info.st_mtime_ns)
print(os.stat("file").st_blocks * 512)
null = os.stat("/dev/null")
print(stat.filemode(null.st_mode), os.major(null.st_rdev), os.minor(null.st_rdev))
print(stat.filemode(os.fstat(os.pipe()[0]).st_mode))
