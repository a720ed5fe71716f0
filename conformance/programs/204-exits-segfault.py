# A read of address zero in the program itself.
import ctypes
import sys

print("before")
sys.stdout.flush()
ctypes.string_at(0)
