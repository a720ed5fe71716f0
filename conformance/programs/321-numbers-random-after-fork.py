# A fork copies the state of a generator, renews the module's own, and the system's is new anyway.
import os
import random

random.seed(5)
own = random.Random(5)
reading, writing = os.pipe()
if (pid := os.fork()) == 0:
    os.write(writing, f"{own.random()} {random.random()} {os.urandom(8).hex()}".encode())
    os._exit(0)
os.waitpid(pid, 0)
copied, module, system = os.read(reading, 100).decode().split()
print(str(own.random()) == copied, str(random.random()) == module, os.urandom(8).hex() == system)
