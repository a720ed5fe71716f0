# The semaphore files in /dev/shm and how large a semaphore may grow.
import multiprocessing
import os

if __name__ == "__main__":
    before = set(os.listdir("/dev/shm"))
    semaphore = multiprocessing.Semaphore(3)
    print(len([name for name in set(os.listdir("/dev/shm")) - before if name.startswith("sem.")]))
    print([semaphore.acquire(False) for _ in range(4)], semaphore.get_value())
    print(os.sysconf("SC_SEM_VALUE_MAX"))
