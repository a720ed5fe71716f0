# Named shared memory between processes, and its names' lives.
import multiprocessing
from multiprocessing import shared_memory


def work(name):
    block = shared_memory.SharedMemory(name)
    block.buf[10:15] = b"child"
    block.close()


if __name__ == "__main__":
    block = shared_memory.SharedMemory(create=True, size=100_000, name="conformance_block")
    block.buf[:6] = b"parent"
    process = multiprocessing.Process(target=work, args=(block.name,))
    process.start()
    process.join()
    print(bytes(block.buf[:15]), block.size >= 100_000)
    try:
        shared_memory.SharedMemory(create=True, size=10, name="conformance_block")
    except FileExistsError as error:
        print(type(error).__name__)
    items = shared_memory.ShareableList([1, "two", 3.0, None, b"five"])
    print(list(shared_memory.ShareableList(name=items.shm.name)))
    for owner in (block, items.shm):
        owner.close()
        owner.unlink()
    try:
        shared_memory.SharedMemory("conformance_block")
    except FileNotFoundError as error:
        print(type(error).__name__)
