"""Iterating over standard input with prompts and numbers."""
import sys

n = int(input("how many? "))
total = 0
for i, line in zip(range(n), sys.stdin):
    a, b = map(int, line.split())
    total += a * b
    print(f"{i}: {a} x {b} = {a * b}")
print("total", total, repr(sys.stdin.readline()), sys.stdin.isatty(), sys.stdin.encoding)
