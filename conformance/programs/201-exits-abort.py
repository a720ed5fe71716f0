# The program aborts itself.
import os
import sys

print("before")
sys.stdout.flush()
os.abort()
