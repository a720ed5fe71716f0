"""Eight queens by backtracking and by permutations."""
from itertools import permutations

def queens(n, row=0, cols=()):
    if row == n:
        yield cols
        return
    for c in range(n):
        if all(c != q and abs(c - q) != row - r for r, q in enumerate(cols)):
            yield from queens(n, row + 1, cols + (c,))

print([sum(1 for _ in queens(n)) for n in range(1, 8)], next(queens(8)))
print(sum(len({p[i] + i for i in range(6)}) == len({p[i] - i for i in range(6)}) == 6 for p in permutations(range(6))))
