"""Threads: natively they run, on wasm starting one is a RuntimeError."""
import threading

def work():
    print("in thread")

try:
    t = threading.Thread(target=work)
    t.start()
    t.join()
except RuntimeError as e:
    print("RuntimeError:", e)
lock = threading.RLock()
with lock, lock:
    print("locks work", threading.current_thread().name)
