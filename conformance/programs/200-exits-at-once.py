# os._exit leaves without flushing or running exit handlers.
import atexit
import os
import sys

atexit.register(print, "never")
buffered = open("buffered.txt", "w")
buffered.write("never written")
print("leaving at once")
sys.stdout.flush()
os._exit(23)
