# A queue between four processes.
import multiprocessing


def work(tasks, results):
    for task in iter(tasks.get, None):
        results.put(task * task)


if __name__ == "__main__":
    tasks, results = multiprocessing.Queue(), multiprocessing.Queue()
    processes = [multiprocessing.Process(target=work, args=(tasks, results)) for _ in range(3)]
    for process in processes:
        process.start()
    for task in [*range(100), None, None, None]:
        tasks.put(task)
    print(sum(results.get(timeout=20) for _ in range(100)))
    for process in processes:
        process.join()
    print([process.exitcode for process in processes], results.empty())
