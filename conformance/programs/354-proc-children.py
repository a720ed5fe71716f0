# /proc of a child: its status, its command, its end.
import os
import signal
import subprocess
import time

child = subprocess.Popen(["sleep", "20"])
time.sleep(0.2)
base = f"/proc/{child.pid}"
print(open(f"{base}/cmdline").read().split("\0"), open(f"{base}/comm").read().strip())
status = dict(line.rstrip("\n").split(":\t", 1) for line in open(f"{base}/status") if ":\t" in line)
print(status["State"], status["PPid"] == str(os.getpid()), os.path.basename(os.readlink(f"{base}/exe")))
print(os.stat(base).st_uid == os.getuid(), oct(os.stat(base).st_mode), str(child.pid) in os.listdir("/proc"))
child.send_signal(signal.SIGSTOP)
os.waitpid(child.pid, os.WUNTRACED)
print([line.split("\t")[1].strip() for line in open(f"{base}/status") if line.startswith("State")])
child.kill()
child.wait()
print(os.path.exists(base))
try:
    print(str(child.pid) in open(f"/proc/self/task/{os.getpid()}/children").read())
except OSError as error:
    print(error.strerror)
