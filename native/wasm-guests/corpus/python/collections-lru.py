"""A least-recently-used cache of one's own, and functools' one."""
from collections import OrderedDict
from functools import lru_cache, cache, cached_property

class LRU:
    def __init__(self, size):
        self.size, self.data = size, OrderedDict()

    def get(self, key):
        if key not in self.data:
            return -1
        self.data.move_to_end(key)
        return self.data[key]

    def put(self, key, value):
        self.data[key] = value
        self.data.move_to_end(key)
        if len(self.data) > self.size:
            self.data.popitem(last=False)

c = LRU(2)
c.put(1, "a"), c.put(2, "b")
print(c.get(1), c.put(3, "c"), c.get(2), c.get(3), list(c.data))

@lru_cache(maxsize=2)
def square(n):
    print("computing", n)
    return n * n

print([square(n) for n in (1, 2, 1, 3, 2)], square.cache_info())

class Lazy:
    @cached_property
    def value(self):
        print("once")
        return 42

x = Lazy()
print(x.value, x.value)
