# Scheduling policies and CPU affinity of an ordinary user.
import errno
import os

names = {os.SCHED_OTHER: "OTHER", os.SCHED_BATCH: "BATCH", os.SCHED_IDLE: "IDLE", os.SCHED_FIFO: "FIFO"}
print(names[os.sched_getscheduler(0)], os.sched_getparam(0).sched_priority)
choices = ((os.SCHED_BATCH, 0), (os.SCHED_IDLE, 0), (os.SCHED_FIFO, 10), (os.SCHED_OTHER, 5), (77, 0))
for policy, priority in choices:
    try:
        os.sched_setscheduler(0, policy, os.sched_param(priority))
        print(policy, names[os.sched_getscheduler(0)])
    except OSError as error:
        print(policy, errno.errorcode[error.errno])
print(os.sched_get_priority_min(os.SCHED_FIFO), os.sched_get_priority_max(os.SCHED_FIFO))
cpus = os.sched_getaffinity(0)
os.sched_setaffinity(0, [min(cpus)])
print(os.sched_getaffinity(0) == {min(cpus)}, len(cpus) <= os.cpu_count())
for wanted in ([], [1000]):
    try:
        os.sched_setaffinity(0, wanted)
    except OSError as error:
        print(wanted, errno.errorcode[error.errno])
os.sched_yield()
