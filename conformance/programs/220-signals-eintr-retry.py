# Interrupted calls are tried again, unless the handler raises.
import os
import signal
import time

seen = []
signal.signal(signal.SIGALRM, lambda *_: seen.append("tick"))
reading, writing = os.pipe()
if (pid := os.fork()) == 0:
    time.sleep(0.5)
    os.write(writing, b"data")
    os._exit(0)
signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
print(os.read(reading, 10), len(seen) >= 2)
start = time.monotonic()
time.sleep(0.35)
print(time.monotonic() - start >= 0.35)


def fail(*_):
    raise TimeoutError("from the handler")


signal.signal(signal.SIGALRM, fail)
try:
    os.read(reading, 10)
except TimeoutError as error:
    print(error)
signal.setitimer(signal.ITIMER_REAL, 0)
os.waitpid(pid, 0)
