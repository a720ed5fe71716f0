# A process by handle: signals, polling, waiting.
import errno
import os
import select
import signal

try:
    pid = os.fork()
    if pid == 0:
        signal.pause()
    handle = os.pidfd_open(pid)
    print(select.select([handle], [], [], 0.02)[0])
    signal.pidfd_send_signal(handle, signal.SIGTERM)
    print(select.select([handle], [], [], 10)[0] == [handle])
    print(os.waitid(os.P_PIDFD, handle, os.WEXITED).si_status)
    signal.pidfd_send_signal(handle, 0)
except OSError as error:
    print(type(error).__name__, errno.errorcode[error.errno])
