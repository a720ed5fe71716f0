"""No input at all."""
import sys

print(repr(sys.stdin.read()), list(sys.stdin), sys.stdin.buffer.read())
name = input("name: ")
print("never")
