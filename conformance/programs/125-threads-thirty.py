# Thirty threads at once, which is what a limit of sixty-four still allows.
import threading

barrier, results = threading.Barrier(31), []
lock = threading.Lock()


def run(number):
    barrier.wait()
    with lock:
        results.append(number)


threads = [threading.Thread(target=run, args=(number,)) for number in range(30)]
for thread in threads:
    thread.start()
print(threading.active_count())
barrier.wait()
for thread in threads:
    thread.join()
print(sorted(results) == list(range(30)), threading.active_count())
