# Every thread has an id of its own in /proc, the main one the process's.
import os
import threading

barrier, ids = threading.Barrier(5), []


def run():
    ids.append(threading.get_native_id())
    barrier.wait()
    barrier.wait()


threads = [threading.Thread(target=run) for _ in range(4)]
for thread in threads:
    thread.start()
barrier.wait()
listed = {int(name) for name in os.listdir("/proc/self/task")}
print(len(set(ids)), set(ids) <= listed, len(listed), threading.get_native_id() == os.getpid())
print(sorted(os.listdir(f"/proc/self/task/{ids[0]}")) != [])
with open("/proc/self/status") as file:
    print([line.split()[1] for line in file if line.startswith("Threads:")])
barrier.wait()
for thread in threads:
    thread.join()
