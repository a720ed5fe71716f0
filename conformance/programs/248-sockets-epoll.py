# epoll: level and edge, one shot, modes that change, what it refuses.
import errno
import os
import select

reading, writing = os.pipe()
epoll = select.epoll()
epoll.register(reading, select.EPOLLIN)
print("empty", epoll.poll(0))
os.write(writing, b"xx")
print("level", len(epoll.poll(1)), len(epoll.poll(0)))
epoll.modify(reading, select.EPOLLIN | select.EPOLLET)
print("edge", len(epoll.poll(1)), len(epoll.poll(0)))
os.write(writing, b"y")
print("edge again", len(epoll.poll(1)), len(epoll.poll(0)))
epoll.modify(reading, select.EPOLLIN | select.EPOLLONESHOT)
print("one shot", len(epoll.poll(1)), len(epoll.poll(0)))
os.write(writing, b"z")
print("still", len(epoll.poll(0)))
epoll.modify(reading, select.EPOLLIN)
os.close(writing)
print("ended", epoll.poll(1)[0][1] == select.EPOLLIN | select.EPOLLHUP)
for label, call in (
    ("twice", lambda: epoll.register(reading)),
    ("file", lambda: epoll.register(os.open("data", os.O_CREAT | os.O_RDWR))),
    ("itself", lambda: epoll.register(epoll.fileno())),
    ("unknown", lambda: epoll.modify(0, 0)),
    ("closed", lambda: epoll.register(900)),
    ("nested", lambda: epoll.register(select.epoll().fileno())),
):
    try:
        call()
        print(label, "ok")
    except OSError as error:
        print(label, errno.errorcode[error.errno])
