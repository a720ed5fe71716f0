# Weak references, finalisers, cycles and their order.
import gc
import sys
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


one = Thing("one")
reference = weakref.ref(one, lambda _: print("callback"))
weakref.finalize(one, print, "finalised")
print(reference() is one, sys.getrefcount(one))
del one
print(reference())
two = Thing("two")
two.me = two
cache = weakref.WeakValueDictionary(two=two)
gc.disable()
del two
print(list(cache))
print(gc.collect() > 0, list(cache))
weakref.finalize(Thing, print, "at exit")
last = Thing("last, at the end")
