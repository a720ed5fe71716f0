# Offsets beyond 4 GiB in a sparse file.
import errno
import os

handle = os.open("large", os.O_RDWR | os.O_CREAT, 0o644)
for power in (31, 32, 33, 40, 45):
    try:
        print(power, os.pwrite(handle, b"mark", 1 << power), os.fstat(handle).st_size)
        print(power, os.pread(handle, 6, (1 << power) - 1))
    except OSError as error:
        print(power, errno.errorcode[error.errno])
os.remove("large")
