# Queues of all three kinds, full, empty and joined.
import queue
import threading

work, done = queue.Queue(maxsize=3), queue.SimpleQueue()


def serve():
    while (item := work.get()) is not None:
        done.put(item * item)
        work.task_done()
    work.task_done()


threads = [threading.Thread(target=serve) for _ in range(3)]
for thread in threads:
    thread.start()
for item in [*range(50), None, None, None]:
    work.put(item)
work.join()
print(done.qsize(), sum(done.get() for _ in range(50)))
ordered = queue.PriorityQueue()
for item in (5, 1, 3):
    ordered.put(item)
print([ordered.get() for _ in range(3)])
small = queue.LifoQueue(1)
for call in (lambda: ordered.get(timeout=0.02), lambda: small.put(1), lambda: small.put(2, False),
             done.get_nowait):
    try:
        print(call())
    except (queue.Empty, queue.Full) as error:
        print(type(error).__name__)
