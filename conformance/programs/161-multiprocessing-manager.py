# A manager's dictionary, list, lock and name space from several processes.
import multiprocessing


def work(results, order, lock, number):
    results[number] = number * number
    with lock:
        order.append(number)


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        results, order, lock = manager.dict(), manager.list(), manager.Lock()
        place = manager.Namespace(word="shared")
        processes = [multiprocessing.Process(target=work, args=(results, order, lock, n)) for n in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        print(dict(sorted(results.items())), sorted(order), place.word)
        try:
            results["absent"]
        except KeyError as error:
            print(repr(error))
