# Touching a page of a map that lies past the file's end is SIGBUS.
import mmap
import os
import signal

with open("data", "wb") as file:
    file.write(b"x" * 12288)
for label, size, offset in (("within the last page", 5000, 8000), ("in a page beyond", 5000, 8192)):
    os.truncate("data", 12288)
    if (pid := os.fork()) == 0:
        handle = os.open("data", os.O_RDWR)
        memory = mmap.mmap(handle, 12288)
        os.ftruncate(handle, size)
        os._exit(40 + memory[offset])
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    print(label, signal.Signals(-code).name if code < 0 else code)
