# pthread_kill reaches one thread; the Python handler still runs in the main one.
import signal
import threading

seen, waiting = [], threading.Event()
signal.signal(signal.SIGUSR1, lambda *_: seen.append(threading.current_thread().name))


def wait():
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
    waiting.set()
    seen.append(signal.sigwait([signal.SIGUSR2]).name)


signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
thread = threading.Thread(target=wait)
thread.start()
waiting.wait()
signal.pthread_kill(thread.ident, signal.SIGUSR2)
thread.join()
signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
print(seen, signal.sigpending())
