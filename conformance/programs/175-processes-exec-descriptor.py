# exec by handle, and of a memory file.
import errno
import os
import shutil

handle = os.open("/bin/echo", os.O_RDONLY)
memory = os.memfd_create("echo", 0)
with open("/bin/echo", "rb") as source:
    os.write(memory, source.read())
os.set_inheritable(memory, True)
for label, number in (("file", handle), ("memory file", memory), ("folder", os.open("/", os.O_RDONLY))):
    if (pid := os.fork()) == 0:
        try:
            os.execve(number, ["echo", label], {})
        except OSError as error:
            print(label, errno.errorcode[error.errno])
            os._exit(1)
    print(os.waitpid(pid, 0)[1])
