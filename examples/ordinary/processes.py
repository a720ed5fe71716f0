# Spreads work over four processes, which need semaphores in /dev/shm.
# ./cofferdam run examples/ordinary/processes.py
import multiprocessing


def square(number):
    return number * number


if __name__ == "__main__":
    with multiprocessing.Pool(4) as pool:
        total = sum(pool.map(square, range(1000)))
    assert total == 332833500
    print(total)
