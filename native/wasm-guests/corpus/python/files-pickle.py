"""pickle, copy and shelve."""
import copy
import pickle
import shelve
import dbm.dumb

class Node:
    def __init__(self, name):
        self.name, self.links = name, []
    def __getstate__(self):
        return {"name": self.name, "links": self.links}
    def __setstate__(self, state):
        self.__dict__ = state

a = Node("a")
a.links.append(a)
b = pickle.loads(pickle.dumps(a))
print(b.name, b.links[0] is b, pickle.loads(pickle.dumps({1: (2, [3]), "s": {4}, "b": b"x", "f": 1.5, "big": 2**100})))
d = {"x": [1, 2]}
s, deep = copy.copy(d), copy.deepcopy(d)
d["x"].append(3)
print(s, deep, [len(pickle.dumps(d, p)) > 0 for p in range(6)])
with shelve.Shelf(dbm.dumb.open("shelf", "c")) as shelf:
    shelf["k"] = {"v": [1]}
    print(dict(shelf))
try:
    pickle.dumps(lambda: 1)
except (pickle.PicklingError, AttributeError) as e:
    print("cannot pickle a lambda")
