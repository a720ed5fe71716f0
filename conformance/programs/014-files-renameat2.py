# renameat2 with NOREPLACE and EXCHANGE, by ctypes.
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
NOREPLACE, EXCHANGE, HERE = 1, 2, -100


def rename(label, source, target, flags):
    result = libc.renameat2(HERE, source, HERE, target, flags)
    print(label, "ok" if result == 0 else errno.errorcode[ctypes.get_errno()])


for name in ("one", "two"):
    with open(name, "w") as file:
        file.write(name)
rename("no replace, present", b"one", b"two", NOREPLACE)
rename("no replace, absent", b"one", b"three", NOREPLACE)
rename("exchange", b"two", b"three", EXCHANGE)
rename("exchange with absent", b"two", b"four", EXCHANGE)
rename("both", b"two", b"three", NOREPLACE | EXCHANGE)
for name in ("two", "three"):
    with open(name) as file:
        print(name, file.read())
