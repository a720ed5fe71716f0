"""Words with numbers in them; the smallest even; frequencies not below the value."""
import re
from collections import Counter

print(19 - sum(map(int, re.findall(r"\d+", "5 apples and 6 oranges"))), min(((v, i) for i, v in enumerate([4, 2, 3]) if v % 2 == 0), default=()), max((k for k, n in Counter([4, 1, 2, 2, 3, 1]).items() if n >= k), default=-1))
def strange(xs):
    xs, out, low = sorted(xs), [], True
    while xs:
        out.append(xs.pop(0 if low else -1))
        low = not low
    return out
print(strange([1, 2, 3, 4]), strange([5, 5, 5, 5]), strange([]))
