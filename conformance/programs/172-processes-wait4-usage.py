# The usage of a child that worked, and of one that slept.
import os
import resource
import time


def work():
    while time.process_time() < 0.2:
        sum(range(10_000))


for label, act in (("worked", work), ("slept", lambda: time.sleep(0.3))):
    if (pid := os.fork()) == 0:
        act()
        os._exit(0)
    waited, status, usage = os.wait4(pid, 0)
    cpu = usage.ru_utime + usage.ru_stime
    print(label, waited == pid, status, cpu > 0.15, cpu < 5, usage.ru_maxrss > 1000)
children = resource.getrusage(resource.RUSAGE_CHILDREN)
print(children.ru_utime + children.ru_stime > 0.15, sum(os.times()[2:4]) > 0.1)
