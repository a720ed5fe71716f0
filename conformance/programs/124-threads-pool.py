# A pool of threads: order, exceptions, cancellation, as_completed.
import concurrent.futures as futures
import threading

gate = threading.Event()


def work(number):
    if number == 5:
        raise ValueError(f"no {number}")
    return number * 10


with futures.ThreadPoolExecutor(max_workers=1) as pool:
    first = pool.submit(gate.wait)
    waiting = [pool.submit(work, number) for number in range(4)]
    print([future.cancel() for future in waiting[2:]], first.running())
    gate.set()
    print([future.result() for future in waiting[:2]], waiting[3].cancelled())
with futures.ThreadPoolExecutor(max_workers=4) as pool:
    jobs = {pool.submit(work, number): number for number in range(10)}
    print(sorted((jobs[job], repr(job.exception() or job.result())) for job in futures.as_completed(jobs)))
    print(list(pool.map(work, range(4))))
    try:
        pool.submit(gate.clear).result() or futures.Future().result(timeout=0.02)
    except futures.TimeoutError as error:
        print(type(error).__name__)
