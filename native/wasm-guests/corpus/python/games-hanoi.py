"""Towers of Hanoi, recursive and counted."""

def hanoi(n, a="A", b="B", c="C"):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a, c
        yield from hanoi(n - 1, b, a, c)

pegs = {"A": [3, 2, 1], "B": [], "C": []}
for a, c in hanoi(3):
    pegs[c].append(pegs[a].pop())
    print(a, "->", c, pegs)
print(sum(1 for _ in hanoi(12)))
