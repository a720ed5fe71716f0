# Lines from a file as standard input, on the level of handles.
import fileinput
import os
import sys

with open("lines.txt", "w") as file:
    file.write("one\ntwo\n\nfour")
handle = os.open("lines.txt", os.O_RDONLY)
os.dup2(handle, 0)
print(input(), sys.stdin.readline().strip(), list(sys.stdin))
with fileinput.input(["lines.txt", "lines.txt"]) as lines:
    print([(fileinput.filelineno(), line.strip()) for line in lines if line.strip()])
with fileinput.input("lines.txt", inplace=True) as lines:
    for line in lines:
        print(line.upper(), end="")
print(open("lines.txt").read().split())
