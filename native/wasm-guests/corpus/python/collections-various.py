"""deque, OrderedDict, ChainMap, namedtuple, defaultdict."""
from collections import deque, OrderedDict, ChainMap, namedtuple, defaultdict

d = deque([1, 2, 3], maxlen=4)
d.extend([4, 5])
d.appendleft(0)
d.rotate(1)
print(d, d.popleft(), d.index(3), list(reversed(d)))
o = OrderedDict.fromkeys("abc")
o.move_to_end("a")
print(list(o), o.popitem(last=False), o == {"c": None, "a": None})
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 4
print(m["a"], m["b"], m.maps, dict(m), m.new_child({"b": 9})["b"])
P = namedtuple("P", "x y", defaults=[0])
print(P(1), P(1)._replace(y=5), P._fields, P(1, 2)._asdict(), P(1, 2) == (1, 2))
dd = defaultdict(lambda: defaultdict(int))
dd["a"]["b"] += 1
print(dd["a"]["b"], "z" in dd, len(dd))
