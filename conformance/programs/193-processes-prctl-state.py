# Names, dumpability and no-new-privileges as prctl tells them.
import ctypes
import os

libc = ctypes.CDLL(None)
with open("/proc/self/status") as file:
    status = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
print("no new privileges", libc.prctl(39, 0, 0, 0, 0), status.get("NoNewPrivs"))
print("seccomp", status.get("Seccomp"), "capabilities", status.get("CapEff"), status.get("CapPrm"))
print("dumpable", libc.prctl(3, 0, 0, 0, 0), libc.prctl(4, 0, 0, 0, 0), libc.prctl(3, 0, 0, 0, 0))
print("keep capabilities", libc.prctl(7, 0, 0, 0, 0), "unknown", libc.prctl(99999, 0, 0, 0, 0))
print("bounding", libc.prctl(23, 21, 0, 0, 0), libc.prctl(23, 99, 0, 0, 0))
