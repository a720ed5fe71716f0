"""Sets."""

a, b = {1, 2, 3}, {3, 4}
print(a & b, a | b, a - b, a ^ b, a >= {1}, a.isdisjoint({9}), frozenset(a) == a, len(a | {1}), sorted(a.symmetric_difference(b)))
a.add(9)
a.discard(100)
a.update([7], (8,))
print(sorted(a), 9 in a, {x for x in "hello" if x > "e"} == set("hlo"))
try:
    a.remove(100)
except KeyError as e:
    print("KeyError", e)
try:
    {[1]}
except TypeError as e:
    print(str(e)[:22])
