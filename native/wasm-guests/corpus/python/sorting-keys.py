"""Sorting by keys, stability, several keys, cmp_to_key, bisect."""
from functools import cmp_to_key
from operator import itemgetter, attrgetter
import bisect

people = [("bob", 30, 1.7), ("ann", 30, 1.6), ("cid", 25, 1.8), ("Dan", 25, 1.5)]
print(sorted(people, key=itemgetter(1)), sorted(people, key=lambda p: (-p[1], p[0].lower())))
print(sorted(people, key=lambda p: p[0].casefold(), reverse=True)[0], min(people, key=itemgetter(2)))
print(sorted([3, 10, 2, 33], key=cmp_to_key(lambda a, b: int(f"{b}{a}") - int(f"{a}{b}"))))
print(sorted("The Quick brown".split(), key=str.lower), sorted({"b": 1, "a": 2}.items()), sorted([(2, "x"), (1, "z")], reverse=True))
a = [1, 3, 3, 5]
print(bisect.bisect_left(a, 3), bisect.bisect_right(a, 3), bisect.bisect(a, 9), [["F", "D", "C", "B", "A"][bisect.bisect([60, 70, 80, 90], s)] for s in (33, 65, 90)])
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
