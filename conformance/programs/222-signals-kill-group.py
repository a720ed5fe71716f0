# A signal to a group reaches all of it, and one to 0 the own group.
import os
import signal
import time

pid = os.fork()
if pid == 0:
    os.setsid()
    reading, writing = os.pipe()
    children = []
    for number in range(3):
        if (child := os.fork()) == 0:
            signal.signal(signal.SIGUSR1, lambda *_: os._exit(50 + number))
            os.write(writing, b"x")
            time.sleep(20)
        children.append(child)
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    for _ in children:
        os.read(reading, 1)
    os.kill(0, signal.SIGUSR1)
    print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])
    os._exit(0)
print(os.waitpid(pid, 0)[1])
