# Handlers run in the main thread, nest and return what was there before.
import os
import signal

seen = []


def handle(number, frame):
    seen.append(signal.Signals(number).name)
    if number == signal.SIGUSR1:
        os.kill(os.getpid(), signal.SIGUSR2)


for name in ("SIGUSR1", "SIGUSR2", "SIGHUP", "SIGTERM", "SIGWINCH", "SIGRTMIN"):
    print(name, getattr(signal.signal(getattr(signal, name), handle), "name", "?"))
for name in ("SIGHUP", "SIGTERM", "SIGUSR1", "SIGWINCH", "SIGRTMIN"):
    signal.raise_signal(getattr(signal, name))
print(seen, signal.signal(signal.SIGHUP, signal.SIG_DFL) is handle)
for number in (signal.SIGKILL, signal.SIGSTOP, 0, 65):
    try:
        signal.signal(number, handle)
    except (OSError, ValueError) as error:
        print(int(number), type(error).__name__)
