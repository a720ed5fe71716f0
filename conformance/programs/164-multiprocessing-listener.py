# A listener and a client with a key, on a Unix socket and on loopback.
import multiprocessing
from multiprocessing.connection import AuthenticationError, Client, Listener


def call(address, key):
    try:
        with Client(address, authkey=key) as connection:
            connection.send(["hello", 1])
    except AuthenticationError:
        pass


if __name__ == "__main__":
    for address in ("listener.socket", ("127.0.0.1", 0)):
        with Listener(address, authkey=b"secret") as listener:
            for key in (b"secret", b"wrong"):
                process = multiprocessing.Process(target=call, args=(listener.address, key))
                process.start()
                try:
                    with listener.accept() as connection:
                        print(connection.recv())
                except AuthenticationError as error:
                    print(type(error).__name__)
                process.join()
