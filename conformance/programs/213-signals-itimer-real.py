# A repeating timer of real time.
import signal
import time

ticks = []
signal.signal(signal.SIGALRM, lambda *_: ticks.append(time.monotonic()))
print(signal.setitimer(signal.ITIMER_REAL, 0.1, 0.05))
start = time.monotonic()
while len(ticks) < 5:
    signal.pause()
left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
print(ticks[0] - start >= 0.095, ticks[4] - start >= 0.29, 0 < left <= 0.05, round(interval, 3))
print(signal.getitimer(signal.ITIMER_REAL))
