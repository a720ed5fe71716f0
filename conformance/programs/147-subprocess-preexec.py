# preexec_fn changes limits, masks and nice values of the child only.
import os
import resource
import subprocess


def prepare():
    os.umask(0o007)
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_NOFILE, (50, 60))
    os.chdir("/")


before = os.nice(0)
script = "umask; ulimit -n; ulimit -Hn; pwd; nice"
out = subprocess.run(["sh", "-c", script], preexec_fn=prepare, capture_output=True, text=True).stdout.split()
print(out[:4], int(out[4]) - before, os.nice(0) == before)
try:
    subprocess.run(["true"], preexec_fn=lambda: 1 / 0)
except subprocess.SubprocessError as error:
    print(error)
