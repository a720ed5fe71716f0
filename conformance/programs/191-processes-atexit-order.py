# Exit handlers run last in, first out; not after os._exit, not in a forked child's _exit.
import atexit
import os

atexit.register(print, "first registered")
atexit.register(print, "second registered")


@atexit.register
def failing():
    print("third registered")
    atexit.register(print, "registered in a handler")


removed = atexit.register(lambda: print("never"))
atexit.unregister(removed)
if (pid := os.fork()) == 0:
    os._exit(0)
os.waitpid(pid, 0)
print("end")
