# Two threads hand a token back and forth a thousand times.
import threading

ping, pong = threading.Semaphore(0), threading.Semaphore(0)
count = 0


def answer():
    for _ in range(1000):
        ping.acquire()
        pong.release()


thread = threading.Thread(target=answer)
thread.start()
for _ in range(1000):
    ping.release()
    pong.acquire()
    count += 1
thread.join()
print(count)
