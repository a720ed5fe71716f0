# The files of /proc that describe the machine: their form and fields.
import os
import re

with open("/proc/meminfo") as file:
    memory = dict(re.findall(r"^(\w+):\s+(\d+) kB$", file.read(), re.M))
for name in ("MemTotal", "MemFree", "MemAvailable", "Buffers", "Cached", "SwapTotal", "Active", "Inactive", "Shmem",
             "Dirty", "Slab", "CommitLimit", "HugePages_Total", "Mapped", "AnonPages"):
    print(name, name in memory)
print(int(memory["MemTotal"]) >= int(memory.get("MemAvailable", 0)) > 0)
with open("/proc/uptime") as file:
    up, idle = map(float, file.read().split())
with open("/proc/loadavg") as file:
    print(up > 0, idle >= 0, bool(re.fullmatch(r"(\d+\.\d\d ){3}\d+/\d+ \d+\n", file.read())))
with open("/proc/stat") as file:
    first = [line.split()[0] for line in file]
print([name in first for name in ("cpu", "cpu0", "intr", "ctxt", "btime", "processes", "procs_running", "softirq")])
with open("/proc/cpuinfo") as file:
    print(file.read().count("processor\t:") >= 1)
for name in ("version", "filesystems", "mounts", "swaps", "cmdline", "partitions", "diskstats", "vmstat", "devices",
             "net/dev", "net/tcp", "net/route", "net/unix", "sys/kernel/hostname", "sys/kernel/pid_max",
             "sys/vm/overcommit_memory", "sys/net/core/somaxconn", "sys/fs/file-max", "pressure/cpu"):
    print(name, os.access(f"/proc/{name}", os.R_OK))
