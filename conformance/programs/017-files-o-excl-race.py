# Of eight processes that create the same file exclusively, one wins.
import os

ready, go = os.pipe()
children = []
for _ in range(8):
    pid = os.fork()
    if pid == 0:
        os.close(go)
        os.read(ready, 1)
        try:
            os.open("lock", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            os._exit(10)
        except FileExistsError:
            os._exit(20)
    children.append(pid)
os.close(go)
codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
print(sorted(codes))
