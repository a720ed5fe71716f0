# A blocking record lock waits for its holder.
import fcntl
import os
import time

ready, tell = os.pipe()
pid = os.fork()
if pid == 0:
    with open("data", "wb") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)
        os.write(tell, b"x")
        time.sleep(0.3)
        file.write(b"by the child")
    os._exit(0)
os.read(ready, 1)
with open("data", "rb+") as file:
    fcntl.lockf(file, fcntl.LOCK_EX)
    print(file.read())
os.waitpid(pid, 0)
