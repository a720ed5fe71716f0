"""Assignments in expressions, comprehensions, unpacking, slices."""
import re

if (m := re.search(r"\d+", "abc 123")) and (n := int(m[0])) > 100:
    print(n)
print([y for x in range(5) if (y := x * x) > 3], {k: v for v, k in enumerate("abc")}, {x % 3 for x in range(9)})
first, *middle, last = range(5)
(a, b), c = (1, 2), 3
print(first, middle, last, a, b, c, [*"ab", *range(2)], {**{"x": 1}, "x": 2})
s = list(range(10))
print(s[::3], s[::-2], s[-3:], s[2:8:2], s[slice(1, 3)])
s[2:5] = ["x"]
del s[-1]
print(s, [[0] * 2 for _ in range(2)], sum([[1], [2]], []), list(zip("ab", [1, 2], strict=True)), dict(zip("ab", [1, 2])))
x = 5
print("big" if x > 3 else "small", 1 < x < 10, not x, x or 0, None or "default", x and "yes", [] == [], [] is [])
for i in range(3):
    if i == 5:
        break
else:
    print("no break")
