# Events, bounded semaphores and re-entrant locks.
import threading

event = threading.Event()
print(event.wait(0.02), event.is_set())
threading.Timer(0.05, event.set).start()
print(event.wait(10), event.is_set())
semaphore = threading.BoundedSemaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(timeout=0.02))
semaphore.release(2)
try:
    semaphore.release()
except ValueError as error:
    print(error)
lock = threading.RLock()
with lock, lock:
    results = []
    thread = threading.Thread(target=lambda: results.append(lock.acquire(timeout=0.02)))
    thread.start()
    thread.join()
    print(results)
try:
    threading.Lock().release()
except RuntimeError as error:
    print(error)
