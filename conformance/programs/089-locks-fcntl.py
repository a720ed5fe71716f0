# Record locks between parent and child: shared, exclusive, ranges.
import fcntl
import os

with open("data", "wb+") as file:
    file.write(b"x" * 100)
    file.flush()
    fcntl.lockf(file, fcntl.LOCK_EX, 10, 0)
    fcntl.lockf(file, fcntl.LOCK_SH, 10, 20)
    pid = os.fork()
    if pid == 0:
        for kind in ("LOCK_EX", "LOCK_SH"):
            for start in (0, 5, 10, 20):
                try:
                    fcntl.lockf(file, getattr(fcntl, kind) | fcntl.LOCK_NB, 5, start)
                    print(kind, start, "got")
                except OSError as error:
                    print(kind, start, type(error).__name__)
        os._exit(0)
    os.waitpid(pid, 0)
    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 10, 20)
    print("upgraded after the child's end")
