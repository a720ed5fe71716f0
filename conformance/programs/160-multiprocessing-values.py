# Shared values and arrays, with locks.
import multiprocessing


def work(counter, array, number):
    for _ in range(500):
        with counter.get_lock():
            counter.value += 1
    array[number] = number * 1.5


if __name__ == "__main__":
    counter = multiprocessing.Value("i", 0)
    array = multiprocessing.Array("d", 4)
    processes = [multiprocessing.Process(target=work, args=(counter, array, number)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(counter.value, array[:])
