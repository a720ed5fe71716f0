# Standard input is there and empty.
import os
import select
import sys

print(repr(sys.stdin.read()), repr(sys.stdin.readline()), os.read(0, 10), sys.stdin.closed)
print(len(select.select([0], [], [], 5)[0]), sys.stdin.isatty(), sys.stdin.encoding)
try:
    input("prompt> ")
except EOFError as error:
    print(error)
