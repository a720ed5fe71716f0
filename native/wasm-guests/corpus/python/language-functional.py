"""functools, operator, pipelines, currying."""
from functools import partial, reduce, partialmethod, cmp_to_key
from operator import add, mul, itemgetter, attrgetter, methodcaller

print(reduce(add, [1, 2, 3]), reduce(mul, range(1, 6), 1), list(map(methodcaller("upper"), "ab")), itemgetter(0, 2)("abc"), attrgetter("real")(5))
def pipe(*fs):
    return lambda x: reduce(lambda acc, f: f(acc), fs, x)
print(pipe(partial(map, lambda x: x + 1), partial(filter, lambda x: x % 2), list)([1, 2, 3, 4]))
curry = lambda f: lambda a: lambda b: f(a, b)
print(curry(pow)(2)(10))
class Cell:
    def set(self, v):
        self.v = v
        return self
    on = partialmethod(set, True)
print(Cell().on().v, sorted("bca", key=cmp_to_key(lambda a, b: (a > b) - (a < b))))
