# What poll says of pipes and sockets in every state.
import os
import select
import socket

names = ("POLLIN", "POLLPRI", "POLLOUT", "POLLERR", "POLLHUP", "POLLNVAL", "POLLRDHUP")


def look(label, handle):
    poll = select.poll()
    poll.register(handle, select.POLLIN | select.POLLOUT | select.POLLRDHUP | select.POLLPRI)
    events = poll.poll(0)
    mask = events[0][1] if events else 0
    print(label, [name for name in names if mask & getattr(select, name)])


reading, writing = os.pipe()
look("empty pipe, reader", reading)
look("empty pipe, writer", writing)
os.write(writing, b"x")
look("full pipe, reader", reading)
os.close(writing)
look("ended pipe with data", reading)
os.read(reading, 1)
look("ended pipe", reading)
other, writing = os.pipe()
os.close(other)
look("broken pipe", writing)
one, two = socket.socketpair()
look("socket", one)
two.shutdown(socket.SHUT_WR)
look("half shut socket", one)
two.close()
look("closed socket", one)
look("fresh TCP", socket.socket())
look("listening", socket.create_server(("127.0.0.1", 0)))
look("file", open("data", "w+"))
look("closed number", 900)
