# A child that has children of its own; their numbers come back through pipes.
import multiprocessing


def leaf(connection, number):
    connection.send(number)


def branch(connection, number):
    mine, theirs = multiprocessing.Pipe()
    children = [multiprocessing.Process(target=leaf, args=(theirs, number * 10 + n)) for n in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    connection.send(sorted(mine.recv() for _ in children))


if __name__ == "__main__":
    mine, theirs = multiprocessing.Pipe()
    branches = [multiprocessing.Process(target=branch, args=(theirs, number)) for number in (1, 2)]
    for process in branches:
        process.start()
    print(sorted(mine.recv() for _ in branches))
    for process in branches:
        process.join()
