# A buffer that is not flushed before a fork is written twice.
import os

with open("data", "w") as file:
    file.write("buffered ")
    pid = os.fork()
    if pid == 0:
        file.write("child ")
        file.flush()
        os._exit(0)
    os.waitpid(pid, 0)
    file.write("parent")
with open("data") as file:
    print(file.read())
