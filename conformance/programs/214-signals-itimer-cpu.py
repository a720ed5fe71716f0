# Timers of CPU time run with work and stand still in a sleep.
import signal
import time

seen = []
signal.signal(signal.SIGVTALRM, lambda *_: seen.append("virtual"))
signal.signal(signal.SIGPROF, lambda *_: seen.append("profile"))
signal.setitimer(signal.ITIMER_VIRTUAL, 0.1)
signal.setitimer(signal.ITIMER_PROF, 0.1)
time.sleep(0.4)
print(seen)
end = time.monotonic() + 10
while len(seen) < 2 and time.monotonic() < end:
    sum(range(1000))
print(sorted(seen), time.process_time() >= 0.09)
