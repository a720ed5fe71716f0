# CPU time grows with work, hardly in a sleep, and per thread.
import threading
import time

process, start = time.process_time(), time.monotonic()
time.sleep(0.3)
print("asleep", time.process_time() - process < 0.1)
while time.process_time() - process < 0.15:
    pass
print("at work", time.monotonic() - start >= 0.3 + 0.05)
times = []


def work():
    while time.thread_time() < 0.1:
        pass
    times.append(time.thread_time())


before = time.thread_time()
thread = threading.Thread(target=work)
thread.start()
thread.join()
print(times[0] >= 0.1, time.thread_time() - before < 0.08, time.process_time() - process >= 0.24)
