# Eight threads add under one lock.
import threading

lock, total = threading.Lock(), 0


def add():
    global total
    for _ in range(5000):
        with lock:
            total += 1


threads = [threading.Thread(target=add, name=f"adder-{number}") for number in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total, [thread.name for thread in threads][::7], threading.active_count(), lock.locked())
