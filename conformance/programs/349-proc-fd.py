# /proc/self/fd: what the links say, and opening by them.
import os
import re
import select
import socket

epoll = select.epoll()
with open("data", "w") as file:
    file.write("text")
for label, number in (
    ("file", os.open("data", os.O_RDONLY)),
    ("folder", os.open(".", os.O_RDONLY)),
    ("pipe", os.pipe()[0]),
    ("socket", socket.socket().detach()),
    ("null", os.open("/dev/null", os.O_RDWR)),
    ("eventfd", os.eventfd(0)),
    ("epoll", epoll.fileno()),
):
    try:
        link = os.readlink(f"/proc/self/fd/{number}")
        print(label, re.sub(r"\d+", "N", link.replace(os.getcwd(), "CWD")))
    except OSError as error:
        print(label, error.strerror)
again = os.open(f"/proc/self/fd/{os.open('data', os.O_RDONLY)}", os.O_RDWR)
print(os.write(again, b"TEXT"), open("data").read())
print(all(name.isdigit() for name in os.listdir("/proc/self/fd")), os.path.exists("/proc/self/fd/900"))
with open(f"/proc/self/fdinfo/{again}") as file:
    fields = dict(line.split(":\t") for line in file.read().splitlines() if ":\t" in line)
print(fields.get("pos"), fields.get("flags"), sorted(fields)[:2])
