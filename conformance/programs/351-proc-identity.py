# cmdline, environ, comm, exe, cwd, root and cgroup of the program itself.
import os
import sys

with open("/proc/self/cmdline", "rb") as file:
    parts = file.read().split(b"\0")
print(parts[-1], len(parts), parts[1].endswith(b".py"), os.path.basename(parts[0].decode()))
with open("/proc/self/environ", "rb") as file:
    environment = dict(part.split(b"=", 1) for part in file.read().split(b"\0") if part)
os.environ["ADDED"] = "later"
print(environment[b"HOME"].decode() == os.environ["HOME"], b"ADDED" in environment)
print(open("/proc/self/comm").read().strip())
print(os.path.realpath("/proc/self/exe") == os.path.realpath(sys.executable))
print(os.readlink("/proc/self/cwd") == os.getcwd(), os.readlink("/proc/self/root"))
print(os.readlink("/proc/self") == str(os.getpid()), os.readlink("/proc/thread-self").split("/")[1])
print(sorted(os.listdir("/proc/self/ns")))
with open("/proc/self/cgroup") as file:
    print(all(line.count(":") >= 2 for line in file))
for name in ("mountinfo", "auxv", "io", "limits", "oom_score", "wchan"):
    print(name, os.access(f"/proc/self/{name}", os.R_OK))
