# Hands a block of shared memory to a child.
# ./cofferdam run examples/ordinary/shared_memory.py
from multiprocessing import Process, shared_memory


def fill(name):
    block = shared_memory.SharedMemory(name)
    block.buf[:5] = b"hello"
    block.close()


if __name__ == "__main__":
    block = shared_memory.SharedMemory(create=True, size=1 << 20)
    child = Process(target=fill, args=(block.name,))
    child.start()
    child.join()
    assert bytes(block.buf[:5]) == b"hello"
    block.close()
    block.unlink()
    print("received")
