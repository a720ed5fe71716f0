# Beyond RLIMIT_AS an allocation is a MemoryError, and the program goes on.
import resource

with open("/proc/self/statm") as file:
    now = int(file.read().split()[0]) * 4096
resource.setrlimit(resource.RLIMIT_AS, (now + (32 << 20), resource.RLIM_INFINITY))
try:
    block = bytearray(256 << 20)
    print("allocated", len(block))
except MemoryError as error:
    print(type(error).__name__)
print(len(bytearray(1 << 20)))
