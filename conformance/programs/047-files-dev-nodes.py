# /dev/null, /dev/zero, /dev/full and /dev/urandom.
import errno
import os

null, zero, full = (os.open(f"/dev/{name}", os.O_RDWR) for name in ("null", "zero", "full"))
print("null", os.read(null, 10), os.write(null, b"x" * 100_000), os.lseek(null, 5, os.SEEK_SET))
print("zero", os.read(zero, 5), os.write(zero, b"gone"))
print("full", os.read(full, 3))
for size in (0, 1):
    try:
        print("full", size, os.write(full, b"x" * size))
    except OSError as error:
        print("full", size, errno.errorcode[error.errno])
with open("/dev/urandom", "rb") as file:
    print("urandom", len(file.read(5000)))
print(sorted(name for name in os.listdir("/dev") if name in ("full", "null", "random", "urandom", "zero")))
for name in ("stdin", "stdout", "fd"):
    print(name, os.readlink(f"/dev/{name}"))
