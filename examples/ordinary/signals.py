# Handles signals that it sends to itself, an alarm among them.
# ./cofferdam run examples/ordinary/signals.py
import os
import signal
import time

seen = []
for number in (signal.SIGUSR1, signal.SIGTERM, signal.SIGALRM):
    signal.signal(number, lambda received, _: seen.append(signal.Signals(received).name))
os.kill(os.getpid(), signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGTERM)
signal.setitimer(signal.ITIMER_REAL, 0.05)
while "SIGALRM" not in seen:
    time.sleep(0.01)
print(*seen)
