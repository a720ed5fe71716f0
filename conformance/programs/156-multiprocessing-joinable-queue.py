# A joinable queue of large items.
import hashlib
import multiprocessing


def work(tasks, results):
    while True:
        results.send(hashlib.sha1(tasks.get()).hexdigest())
        tasks.task_done()


if __name__ == "__main__":
    tasks = multiprocessing.JoinableQueue(maxsize=2)
    receiving, sending = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=work, args=(tasks, sending), daemon=True)
    process.start()
    for number in range(5):
        tasks.put(bytes([number]) * 300_000)
    tasks.join()
    print([receiving.recv()[:8] for _ in range(5)])
    process.terminate()
    process.join()
    print(process.exitcode)
