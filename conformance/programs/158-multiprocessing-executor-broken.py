# A process pool whose worker dies is broken for good.
import concurrent.futures
import os
from concurrent.futures.process import BrokenProcessPool


def work(number):
    if number == 3:
        os._exit(1)
    return number


if __name__ == "__main__":
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        print(pool.submit(work, 1).result())
        for number in (3, 4):
            try:
                print(pool.submit(work, number).result())
            except BrokenProcessPool as error:
                print(number, type(error).__name__)
