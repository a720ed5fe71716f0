# SIGPIPE is ignored in Python; by default it kills a child.
import os
import signal
import socket

print(signal.getsignal(signal.SIGPIPE).name)
for label, pair in (("pipe", os.pipe()), ("socket", [end.detach() for end in socket.socketpair()])):
    os.close(pair[0])
    try:
        os.write(pair[1], b"x")
    except BrokenPipeError as error:
        print(label, type(error).__name__)
    if (pid := os.fork()) == 0:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.write(pair[1], b"x")
        os._exit(0)
    print(label, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
