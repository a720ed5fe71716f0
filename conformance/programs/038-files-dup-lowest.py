# New handles get the lowest free number; dup2 and F_DUPFD their own.
import fcntl
import os

base = os.open("/dev/null", os.O_RDONLY)
numbers = [os.open("/dev/null", os.O_RDONLY) for _ in range(4)]
print([number - base for number in numbers])
os.close(numbers[1])
os.close(numbers[0])
print([os.dup(base) - base for _ in range(3)])
print(fcntl.fcntl(base, fcntl.F_DUPFD, 100), fcntl.fcntl(base, fcntl.F_DUPFD_CLOEXEC, 100))
print(os.dup2(base, 200), os.dup2(base, 200), os.dup2(base, base) == base)
