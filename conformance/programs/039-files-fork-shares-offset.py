# Parent and child share the offset of a handle from before the fork.
import os

handle = os.open("data", os.O_RDWR | os.O_CREAT, 0o644)
os.write(handle, b"0123456789")
os.lseek(handle, 2, os.SEEK_SET)
pid = os.fork()
if pid == 0:
    os.read(handle, 3)
    os._exit(0)
os.waitpid(pid, 0)
print(os.lseek(handle, 0, os.SEEK_CUR), os.read(handle, 2))
