"""The iterator protocol, zip, enumerate, map, iter with a sentinel."""

class Range:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return iter(range(self.n))
    def __reversed__(self):
        return iter(range(self.n - 1, -1, -1))
    def __len__(self):
        return self.n

r = Range(4)
print(list(r), list(reversed(r)), list(enumerate(r, 1)), list(map(lambda a, b: a + b, r, [10, 20])), max(r, default=0), any(r), all(r), sorted(r, reverse=True))
values = iter([3, 1, 0, 5])
print(list(iter(lambda: next(values), 0)), next(values), next(values, "end"))
it = iter("abc")
print(list(zip(it, it)), list(filter(None, [0, 1, "", "a"])), [*map(str.upper, "ab")], min("hello", key=ord), sum(range(101)))
