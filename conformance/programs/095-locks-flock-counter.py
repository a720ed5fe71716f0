# Five processes add to one counter in a file under flock.
import fcntl
import os

with open("counter", "w") as file:
    file.write("0")
children = []
for _ in range(5):
    if (pid := os.fork()) == 0:
        for _ in range(40):
            with open("counter", "r+") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                value = int(file.read())
                file.seek(0)
                file.write(str(value + 1))
                file.truncate()
        os._exit(0)
    children.append(pid)
for pid in children:
    os.waitpid(pid, 0)
print(open("counter").read())
