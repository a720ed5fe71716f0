"""Polynomials: value, derivative, a root by bisection, product."""

def value(p, x):
    return sum(c * x**i for i, c in enumerate(p))

def root(p):
    a, b = -1.0, 1.0
    while value(p, a) * value(p, b) > 0:
        a, b = a * 2, b * 2
    while b - a > 1e-10:
        m = (a + b) / 2
        a, b = (m, b) if value(p, a) * value(p, m) > 0 else (a, m)
    return a

def product(p, q):
    out = [0] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            out[i + j] += a * b
    return out

print(round(root([1, 2]), 4), round(root([-6, 11, -6, 1]), 4), [i * c for i, c in enumerate([3, 1, 2, 4, 5])][1:], product([1, 1], [1, -1]))
