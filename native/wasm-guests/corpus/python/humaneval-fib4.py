"""Sequences with memory: fib4, Tribonacci, Padovan, look-and-say."""
from itertools import groupby, islice

def sequence(start, step):
    xs = list(start)
    while True:
        yield xs[0]
        xs = xs[1:] + [step(xs)]

print(list(islice(sequence([0, 0, 2, 0], sum), 12)), list(islice(sequence([0, 1, 1], sum), 12)), list(islice(sequence([1, 1, 1], lambda x: x[0] + x[1]), 12)))
s = "1"
for _ in range(8):
    print(s, end=" ")
    s = "".join(f"{len(list(g))}{k}" for k, g in groupby(s))
print()
