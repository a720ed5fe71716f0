"""Operator methods of a vector."""
from functools import total_ordering

@total_ordering
class Vec:
    def __init__(self, *xs):
        self.xs = xs
    def __repr__(self):
        return f"Vec{self.xs}"
    def __add__(self, o):
        return Vec(*(a + b for a, b in zip(self.xs, o.xs)))
    def __mul__(self, k):
        return Vec(*(a * k for a in self.xs)) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(self, o):
        return sum(a * b for a, b in zip(self.xs, o.xs))
    def __neg__(self):
        return self * -1
    def __abs__(self):
        return (self @ self) ** 0.5
    def __eq__(self, o):
        return isinstance(o, Vec) and self.xs == o.xs
    def __lt__(self, o):
        return abs(self) < abs(o)
    def __hash__(self):
        return hash(self.xs)
    def __getitem__(self, i):
        return self.xs[i]
    def __len__(self):
        return len(self.xs)
    def __bool__(self):
        return any(self.xs)
    def __contains__(self, x):
        return x in self.xs
    def __call__(self, f):
        return Vec(*map(f, self.xs))

v, w = Vec(3, 4), Vec(1, 2)
print(v + w, v * 2, 2 * v, v @ w, -v, abs(v), v > w, v == Vec(3, 4), {v: 1}[Vec(3, 4)], v[0], v[-1], list(v), len(v), bool(Vec(0)), 4 in v, v(str))
try:
    v * "x"
except TypeError as e:
    print(e)
