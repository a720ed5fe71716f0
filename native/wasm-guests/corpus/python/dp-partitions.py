"""Integer partitions, Pascal's triangle, Catalan and Bell numbers."""
from functools import cache

@cache
def partitions(n, most=None):
    most = n if most is None else most
    return 1 if n == 0 else sum(partitions(n - k, min(k, n - k)) for k in range(1, min(most, n) + 1))

def listed(n, most):
    if n == 0:
        yield []
    for k in range(min(n, most), 0, -1):
        for rest in listed(n - k, k):
            yield [k] + rest

print([partitions(n) for n in range(15)], list(listed(5, 5)))
row = [1]
for _ in range(6):
    print(row)
    row = [a + b for a, b in zip([0] + row, row + [0])]
catalan = [1]
for n in range(10):
    catalan.append(sum(catalan[i] * catalan[n - i] for i in range(n + 1)))
print(catalan)
