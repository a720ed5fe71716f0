"""Matrices: product, determinant, inverse in fractions, rotation."""
from fractions import Fraction

def mul(a, b):
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]

def det(m):
    return m[0][0] if len(m) == 1 else sum((-1) ** j * m[0][j] * det([r[:j] + r[j + 1:] for r in m[1:]]) for j in range(len(m)))

def inverse(m):
    n = len(m)
    a = [[Fraction(x) for x in row] + [Fraction(i == j) for j in range(n)] for i, row in enumerate(m)]
    for i in range(n):
        p = next(r for r in range(i, n) if a[r][i])
        a[i], a[p] = a[p], a[i]
        a[i] = [x / a[i][i] for x in a[i]]
        for r in range(n):
            if r != i:
                a[r] = [x - a[r][i] * y for x, y in zip(a[r], a[i])]
    return [row[n:] for row in a]

m = [[2, 1, 0], [1, 3, 1], [0, 1, 4]]
print(det(m), [[str(x) for x in r] for r in inverse(m)], mul(m, inverse(m)) == [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
print(list(zip(*m[::-1])), [list(r) for r in zip(*m)])
