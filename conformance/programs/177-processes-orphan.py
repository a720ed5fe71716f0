# An orphan gets another parent: the first process of its world.
import os
import time

reading, writing = os.pipe()
if (pid := os.fork()) == 0:
    parent = os.getpid()
    if os.fork() == 0:
        while os.getppid() == parent:
            time.sleep(0.01)
        os.write(writing, str(os.getppid()).encode())
        os._exit(0)
    os._exit(0)
os.waitpid(pid, 0)
print("adopted by 1:", os.read(reading, 20) == b"1")
if os.getpid() == 1:
    print("and I am 1:", os.wait()[1])
else:
    print("and I am not 1")
