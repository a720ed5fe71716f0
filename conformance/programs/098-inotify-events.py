# The events of a watched folder, in order.
import ctypes
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
names = {1 << bit: name for bit, name in enumerate(
    "ACCESS MODIFY ATTRIB CLOSE_WRITE CLOSE_NOWRITE OPEN MOVED_FROM MOVED_TO CREATE DELETE".split())}
handle = libc.inotify_init1(os.O_NONBLOCK)
os.mkdir("watched")
print(libc.inotify_add_watch(handle, b"watched", 0x3FF))
with open("watched/file", "w") as file:
    file.write("text")
os.chmod("watched/file", 0o600)
os.rename("watched/file", "watched/other")
with open("watched/other") as file:
    file.read()
os.mkdir("watched/folder")
os.unlink("watched/other")
events = os.read(handle, 65536)
while events:
    _, mask, cookie, length = struct.unpack_from("iIII", events)
    name = events[16:16 + length].rstrip(b"\0").decode()
    print(names.get(mask & 0xFFF), "folder" if mask & 0x40000000 else "", name, cookie != 0)
    events = events[16 + length:]
