# Two processes append short lines to one file; none is lost or torn.
import os

children = []
for name in "ab":
    pid = os.fork()
    if pid == 0:
        handle = os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        for number in range(500):
            os.write(handle, f"{name}{number:04}\n".encode())
        os._exit(0)
    children.append(pid)
for pid in children:
    os.waitpid(pid, 0)
with open("log") as file:
    lines = file.read().splitlines()
os.remove("log")
print(len(lines), len(set(lines)), {len(line) for line in lines})
for name in "ab":
    own = [line for line in lines if line[0] == name]
    print(name, len(own), own == sorted(own))
