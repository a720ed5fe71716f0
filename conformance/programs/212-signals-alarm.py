# alarm interrupts a sleep; a second one replaces the first.
import signal
import time

count = 0


def handle(*_):
    global count
    count += 1


signal.signal(signal.SIGALRM, handle)
print(signal.alarm(10), signal.alarm(1))
start = time.monotonic()
signal.pause()
print(count, 0.9 < time.monotonic() - start < 4, signal.alarm(0))
signal.alarm(1)
print(signal.alarm(0))
time.sleep(1.2)
print(count)
