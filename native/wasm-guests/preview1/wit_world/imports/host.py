"""The import that the components have from the engine, for guests that can have none: the worker takes what is sent
to a socket, of which there are none, for a report."""

import _socket


def tell(report):
    # The number only has to be open.
    door = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM, 0, 2)
    try:
        door.send(report.encode())
    finally:
        door.detach()
