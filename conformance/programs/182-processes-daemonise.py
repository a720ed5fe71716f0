# The double fork of a daemon: a new session that it does not lead.
import os

reading, writing = os.pipe()
if (pid := os.fork()) == 0:
    os.setsid()
    if os.fork() != 0:
        os._exit(0)
    os.chdir("/")
    os.umask(0)
    null = os.open("/dev/null", os.O_RDWR)
    for number in range(3):
        os.dup2(null, number)
    facts = (os.getsid(0) != os.getpid(), os.getsid(0) == os.getpgrp(), os.getcwd())
    os.write(writing, repr(facts).encode())
    os._exit(0)
os.waitpid(pid, 0)
os.close(writing)
print(os.read(reading, 100).decode())
