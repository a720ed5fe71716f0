# sbrk moves the end of the heap as /proc/self/maps shows it.
import ctypes

libc = ctypes.CDLL(None)
libc.sbrk.restype = ctypes.c_void_p
libc.sbrk.argtypes = [ctypes.c_long]
before = libc.sbrk(0)
old = libc.sbrk(65536)
after = libc.sbrk(0)
print(old == before, after - before)
ctypes.memset(old, 7, 65536)
with open("/proc/self/maps") as file:
    heaps = [line for line in file if line.rstrip().endswith("[heap]")]
print(len(heaps), int(heaps[0].split("-")[1].split()[0], 16) >= after if heaps else "none")
