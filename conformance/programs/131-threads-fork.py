# After a fork only the forking thread is there.
import os
import threading

stop = threading.Event()
threads = [threading.Thread(target=stop.wait, daemon=True) for _ in range(3)]
for thread in threads:
    thread.start()
if (pid := os.fork()) == 0:
    print("child", threading.active_count(), len(os.listdir("/proc/self/task")), threads[0].is_alive())
    os._exit(0)
os.waitpid(pid, 0)
print("parent", threading.active_count(), len(os.listdir("/proc/self/task")))
stop.set()
