# A forking server of the socketserver module.
import os
import socket
import socketserver
import threading


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline().strip()
        self.wfile.write(line.upper() + (b" forked" if os.getpid() != parent else b""))


parent = os.getpid()
with socketserver.ForkingTCPServer(("127.0.0.1", 0), Handler) as server:
    threading.Thread(target=server.serve_forever, args=(0.05,)).start()
    for word in (b"one\n", b"two\n"):
        with socket.create_connection(server.server_address) as client:
            client.sendall(word)
            print(client.makefile().read())
    server.shutdown()
with socketserver.UnixDatagramServer("datagram.socket", socketserver.DatagramRequestHandler) as server:
    print(server.server_address, os.path.exists("datagram.socket"))
os.unlink("datagram.socket")
