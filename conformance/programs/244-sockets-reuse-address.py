# A port in TIME_WAIT is free with SO_REUSEADDR only.
import errno
import socket


def bind(port, reuse):
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, reuse)
        try:
            server.bind(("127.0.0.1", port))
            server.listen()
            return "bound"
        except OSError as error:
            return errno.errorcode[error.errno]


server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
client = socket.create_connection(("127.0.0.1", port))
connection, _ = server.accept()
print("while listening", bind(port, 0), bind(port, 1))
server.close()
connection.close()
print(client.recv(10))
client.close()
print("time wait", bind(port, 0), bind(port, 1))
