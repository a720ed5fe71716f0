# A process from the fork server.
import multiprocessing


def work(connection):
    connection.send(connection.recv() * 2)


if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")
    mine, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs,))
    process.start()
    mine.send(21)
    print(mine.recv())
    process.join()
    print(process.exitcode)
