# Writing to /proc and /sys where the kernel's own state is.
import errno
import os

for path in ("/proc/sys/kernel/hostname", "/proc/sys/vm/drop_caches", "/proc/sysrq-trigger", "/proc/self/oom_score_adj",
             "/proc/self/mem", "/proc/self/comm", "/proc/self/coredump_filter", "/proc/1/environ", "/proc/self/uid_map",
             "/proc/kcore", "/proc/kmsg", "/sys/power/state", "/proc/self/exe", "/proc/version"):
    for label, flags in (("read", os.O_RDONLY), ("write", os.O_WRONLY)):
        try:
            os.close(os.open(path, flags))
            print(path, label, "ok")
        except OSError as error:
            print(path, label, errno.errorcode[error.errno])
for call in (lambda: os.mkdir("/proc/new"), lambda: os.unlink("/proc/version"), lambda: os.chmod("/proc/stat", 0)):
    try:
        call()
    except OSError as error:
        print(errno.errorcode[error.errno])
