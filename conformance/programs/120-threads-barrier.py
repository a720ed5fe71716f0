# A barrier lets all pass together, and a broken one none.
import threading

barrier = threading.Barrier(4, action=lambda: passed.append("action"))
passed, lock = [], threading.Lock()


def meet():
    for step in range(3):
        barrier.wait()
        with lock:
            passed.append(step)
        barrier.wait()


threads = [threading.Thread(target=meet) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(passed)
try:
    threading.Barrier(2).wait(timeout=0.05)
except threading.BrokenBarrierError as error:
    print(type(error).__name__)
