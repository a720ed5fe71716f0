# A producer and two consumers with a condition.
import threading

condition, items, taken = threading.Condition(), [], []


def consume():
    while True:
        with condition:
            condition.wait_for(lambda: items)
            item = items.pop(0)
        if item is None:
            return
        with condition:
            taken.append(item)


consumers = [threading.Thread(target=consume) for _ in range(2)]
for thread in consumers:
    thread.start()
for item in [*range(200), None, None]:
    with condition:
        items.append(item)
        condition.notify()
for thread in consumers:
    thread.join()
print(len(taken), sorted(taken) == list(range(200)))
with condition:
    print(condition.wait(timeout=0.05))
