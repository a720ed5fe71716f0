# RLIMIT_FSIZE: SIGXFSZ by default, EFBIG when it is ignored.
import errno
import os
import resource
import signal

resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 20_000))
if (pid := os.fork()) == 0:
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    with open("killed", "wb", buffering=0) as file:
        file.write(b"x" * 9_000)
        file.write(b"x" * 9_000)
        file.write(b"x" * 9_000)
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), os.path.getsize("killed"))
print(signal.getsignal(signal.SIGXFSZ).name)
handle = os.open("ignored", os.O_RDWR | os.O_CREAT, 0o644)
print(os.write(handle, b"x" * 12_000))
for label, call in (
    ("write", lambda: os.write(handle, b"x")),
    ("truncate", lambda: os.ftruncate(handle, 15_000)),
    ("shorter", lambda: os.ftruncate(handle, 5_000)),
    ("fallocate", lambda: os.posix_fallocate(handle, 0, 15_000)),
):
    try:
        print(label, call())
    except OSError as error:
        print(label, errno.errorcode[error.errno])
