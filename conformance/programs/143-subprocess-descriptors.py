# Which handles a child gets: none but three, those passed, all.
import os
import subprocess

reading, writing = os.pipe()
os.set_inheritable(writing, True)
count = "ls /proc/self/fd | wc -l"


def listed(**options):
    script = f"test -e /proc/self/fd/{writing} && echo has it || echo has it not"
    return subprocess.run(["sh", "-c", script], capture_output=True, text=True, **options).stdout.strip()


print(listed(), "/", listed(pass_fds=[writing]), "/", listed(close_fds=False))
subprocess.run(["sh", "-c", f"echo through >&{writing}"], pass_fds=[writing])
print(os.read(reading, 100), subprocess.run(count, shell=True, capture_output=True, text=True).stdout.strip())
