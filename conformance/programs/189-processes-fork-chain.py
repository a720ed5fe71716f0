# Ten generations of forks, each telling the next its depth through a pipe.
import os

reading, writing = os.pipe()
depth = 0
while depth < 10:
    pid = os.fork()
    if pid != 0:
        status = os.waitpid(pid, 0)[1]
        os.write(writing, f"{depth}:{status >> 8} ".encode())
        if depth == 0:
            break
        os._exit(depth)
    depth += 1
else:
    os._exit(depth)
os.close(writing)
print(os.read(reading, 1000).decode())
