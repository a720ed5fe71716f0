# chdir in one thread is seen by all.
import os
import threading

home = os.getcwd()
os.mkdir("there")
thread = threading.Thread(target=os.chdir, args=("there",))
thread.start()
thread.join()
print(os.path.relpath(os.getcwd(), home))
