# Times are kept to the nanosecond, before 1970 and after 2038.
import os

open("file", "w").close()
moments = ((0, 0), (1, 123456789), (-1000, 0), (2**31, 5), (2**33, 999999999), (2**35, 0))
for seconds, nanoseconds in moments:
    wanted = seconds * 10**9 + nanoseconds
    try:
        os.utime("file", ns=(wanted, wanted))
        info = os.stat("file")
        print(seconds, nanoseconds, info.st_mtime_ns == wanted, info.st_atime_ns == wanted)
    except OSError as error:
        print(seconds, error.strerror)
os.symlink("file", "link")
os.utime("link", (7, 8), follow_symlinks=False)
print(os.lstat("link").st_mtime, os.stat("file").st_mtime == 8)
handle = os.open("file", os.O_RDONLY)
os.utime(handle, (9, 10))
print(os.stat("file").st_atime, os.stat("file").st_mtime)
