# The fields of /proc/self/status that programs read.
import os

with open("/proc/self/status") as file:
    status = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
for name in ("Name", "Umask", "State", "Tgid", "Pid", "PPid", "TracerPid", "Uid", "Gid", "FDSize", "Groups", "NStgid",
             "VmPeak", "VmSize", "VmRSS", "VmData", "VmStk", "VmSwap", "Threads", "SigQ", "SigPnd", "SigBlk", "SigIgn",
             "SigCgt", "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Cpus_allowed_list",
             "Mems_allowed_list", "voluntary_ctxt_switches"):
    print(name, name in status)
print(status["Pid"] == str(os.getpid()), status["PPid"] == str(os.getppid()), status["Name"], status["State"])
print(status["Uid"].split() == [str(os.getuid())] * 4, status["Threads"], status.get("VmRSS", "").endswith(" kB"))
