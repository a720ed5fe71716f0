# getrusage: what a program has used so far.
import os
import resource

before = resource.getrusage(resource.RUSAGE_SELF)
block = bytearray(30 << 20)
for offset in range(0, len(block), 4096):
    block[offset] = 1
for _ in range(200):
    os.sched_yield()
    os.stat(".")
after = resource.getrusage(resource.RUSAGE_SELF)
print(after.ru_maxrss - before.ru_maxrss > 25_000, after.ru_maxrss < 131_072 * 2)
print(after.ru_minflt - before.ru_minflt > 10, after.ru_utime + after.ru_stime >= before.ru_utime + before.ru_stime)
print(after.ru_ixrss, after.ru_nsignals, after.ru_msgsnd)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, resource.getrusage(resource.RUSAGE_THREAD).ru_utime >= 0)
try:
    resource.getrusage(77)
except ValueError as error:
    print(error)
