# The fields of /proc/self/stat, with a name that has blanks and brackets.
import ctypes
import os

ctypes.CDLL(None).prctl(15, b"odd ) name (", 0, 0, 0)
with open("/proc/self/stat") as file:
    line = file.read()
name, fields = line[line.index("("):line.rindex(")") + 1], line[line.rindex(")") + 2:].split()
print(name, line.split()[0] == str(os.getpid()), fields[0], fields[1] == str(os.getppid()))
print(fields[2] == str(os.getpgrp()), fields[3] == str(os.getsid(0)), fields[17], len(fields) >= 50)
print(int(fields[20]) > 1 << 20, int(fields[21]) > 100, int(fields[19]) >= 0)
with open("/proc/self/statm") as file:
    size, resident, shared, text, _, data, _ = map(int, file.read().split())
print(size >= resident > 0, data > 0)
