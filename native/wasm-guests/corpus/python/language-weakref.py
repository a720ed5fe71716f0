"""Weak references, garbage, reference cycles."""
import gc
import weakref

class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

a, b = Node("a"), Node("b")
a.other, b.other = b, a
cache = weakref.WeakValueDictionary(a=a)
dead = weakref.ref(a, lambda r: print("callback"))
del a, b
gc.collect()
print(dead(), dict(cache), gc.isenabled())
keep = Node("k")
names = weakref.WeakSet([keep])
print(len(names), weakref.proxy(keep).name)
del keep
print(len(names))
