# Semaphores, events, conditions and barriers between processes.
import multiprocessing


def work(semaphore, event, barrier, connection):
    connection.send(semaphore.acquire(timeout=0.1))
    event.set()
    barrier.wait(timeout=20)
    connection.send("passed")


if __name__ == "__main__":
    semaphore, event = multiprocessing.BoundedSemaphore(1), multiprocessing.Event()
    barrier, (mine, theirs) = multiprocessing.Barrier(2), multiprocessing.Pipe()
    print(semaphore.acquire(), semaphore.acquire(block=False), event.wait(0.05))
    process = multiprocessing.Process(target=work, args=(semaphore, event, barrier, theirs))
    process.start()
    print(event.wait(20), mine.recv())
    barrier.wait(timeout=20)
    print(mine.recv())
    process.join()
    semaphore.release()
    try:
        semaphore.release()
    except ValueError as error:
        print(error)
    condition = multiprocessing.Condition()
    with condition:
        print(condition.wait(timeout=0.05))
