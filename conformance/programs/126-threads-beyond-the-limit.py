# More threads than the limit on processes allows: an error, and the rest go on.
import threading

stop, threads = threading.Event(), []
try:
    for _ in range(200):
        thread = threading.Thread(target=stop.wait)
        thread.start()
        threads.append(thread)
    print("all two hundred")
except RuntimeError as error:
    print(error, 40 < len(threads) < 64)
stop.set()
for thread in threads:
    thread.join()
thread = threading.Thread(target=print, args=("one more",))
thread.start()
thread.join()
