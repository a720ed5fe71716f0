# F_GETLK names the holder of a lock.
import fcntl
import os
import struct

file = open("data", "wb+")
fcntl.lockf(file, fcntl.LOCK_EX, 10, 5)
parent = os.getpid()
pid = os.fork()
if pid == 0:
    for kind, start in ((fcntl.F_WRLCK, 0), (fcntl.F_RDLCK, 14), (fcntl.F_WRLCK, 15)):
        request = struct.pack("hhxxxxqqixxxx", kind, os.SEEK_SET, start, 100, 0)
        answer = struct.unpack("hhxxxxqqixxxx", fcntl.fcntl(file, fcntl.F_GETLK, request))
        print(start, answer[0] == fcntl.F_UNLCK, *answer[2:4], answer[4] == parent)
    os._exit(0)
os.waitpid(pid, 0)
