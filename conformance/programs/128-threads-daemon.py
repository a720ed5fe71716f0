# A daemon thread does not hold the program's end back, another does.
import atexit
import threading
import time

atexit.register(print, "atexit")


def linger():
    time.sleep(0.2)
    print("the other one ended")


threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
threading.Thread(target=linger).start()
print("end of main")
