# A watched file that is removed: DELETE_SELF and IGNORED; a watch removed by hand.
import ctypes
import errno
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)
handle = libc.inotify_init1(os.O_NONBLOCK)
open("file", "w").close()
open("other", "w").close()
first = libc.inotify_add_watch(handle, b"file", 0x400 | 0x800 | 0x4)
print("same watch", libc.inotify_add_watch(handle, b"file", 0x400 | 0x800 | 0x4) == first)
second = libc.inotify_add_watch(handle, b"other", 0x2)
os.rename("file", "moved")
os.unlink("moved")
libc.inotify_rm_watch(handle, second)
events = os.read(handle, 65536)
while events:
    watch, mask, _, length = struct.unpack_from("iIII", events)
    print("first" if watch == first else "second", hex(mask))
    events = events[16 + length:]
print(libc.inotify_rm_watch(handle, second), errno.errorcode[ctypes.get_errno()])
print(libc.inotify_add_watch(handle, b"absent", 2), errno.errorcode[ctypes.get_errno()])
