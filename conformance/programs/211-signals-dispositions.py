# What each signal does at the start, and which are ignored.
import signal

for number in sorted(signal.valid_signals()):
    if number <= signal.SIGRTMIN or number == signal.SIGRTMAX:
        handler = signal.getsignal(number)
        print(int(number), signal.Signals(number).name, getattr(handler, "name", handler is not None))
print(signal.pthread_sigmask(signal.SIG_BLOCK, []), signal.sigpending())
