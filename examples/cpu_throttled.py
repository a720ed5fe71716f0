# Four busy processes on a fifth of a CPU end well, only late: exit code 0, no diagnosis, the note CPU_THROTTLED.
# ./cofferdam run --cpus 0.2 examples/cpu_throttled.py
import multiprocessing
import time


def work(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


if __name__ == "__main__":
    workers = [multiprocessing.Process(target=work, args=(0.25,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("one second of work done")
