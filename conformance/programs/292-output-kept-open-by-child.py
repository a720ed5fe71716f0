# The program ends while a child still holds its output.
import os
import time

if os.fork() == 0:
    time.sleep(0.3)
    os._exit(0)
print("the parent ends first", flush=True)
os._exit(0)
