# Blocked signals wait, once each; real-time ones queue.
import os
import signal

counts = {}


def handle(number, _):
    counts[number] = counts.get(number, 0) + 1


numbers = (signal.SIGUSR1, signal.SIGRTMIN + 1)
for number in numbers:
    signal.signal(number, handle)
print(signal.pthread_sigmask(signal.SIG_BLOCK, numbers))
for number in numbers:
    for _ in range(3):
        os.kill(os.getpid(), number)
print([number in signal.sigpending() for number in numbers], counts)
for _ in range(3):
    print(int(signal.sigwait(numbers)))
print(signal.SIGUSR1 in signal.sigpending(), signal.SIGRTMIN + 1 in signal.sigpending())
signal.pthread_sigmask(signal.SIG_UNBLOCK, numbers)
print(counts, signal.pthread_sigmask(signal.SIG_BLOCK, []))
