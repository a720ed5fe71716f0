# Connections: objects, bytes, poll, wait, an end of file, passed on handles.
import multiprocessing
import os
from multiprocessing.connection import wait


def work(connection):
    connection.send_bytes(b"raw" * 50_000)
    connection.send(connection)
    print(connection.recv())
    connection.close()


if __name__ == "__main__":
    mine, theirs = multiprocessing.Pipe()
    print(mine.poll(0.02), wait([mine], timeout=0.02))
    process = multiprocessing.Process(target=work, args=(theirs,))
    process.start()
    theirs.close()
    print(len(mine.recv_bytes()), wait([mine], timeout=20) == [mine])
    passed = mine.recv()
    passed.send("from the passed end")
    passed.close()
    print(mine.recv())
    mine.send("and back")
    process.join()
    try:
        mine.recv()
    except EOFError as error:
        print(type(error).__name__)
