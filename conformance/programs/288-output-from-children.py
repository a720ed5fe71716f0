# Children write to the inherited stdout, one after the other.
import os
import subprocess
import sys

for number in range(5):
    subprocess.run(["sh", "-c", f"echo from the shell {number}; echo error {number} >&2"])
    print("from the parent", number, flush=True)
    if (pid := os.fork()) == 0:
        os.write(1, f"from a fork {number}\n".encode())
        os._exit(0)
    os.waitpid(pid, 0)
sys.stdout.flush()
