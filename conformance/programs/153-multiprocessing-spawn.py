# Spawned processes start afresh and get their arguments pickled.
import multiprocessing

state = "from the module"


def work(queue, value):
    queue.put((state, value, multiprocessing.current_process().name))


if __name__ == "__main__":
    state = "changed by main"
    context = multiprocessing.get_context("spawn")
    queue = context.SimpleQueue()
    process = context.Process(target=work, args=(queue, {"a": [1, 2]}), name="fresh")
    process.start()
    print(queue.get())
    process.join()
    print(process.exitcode)
