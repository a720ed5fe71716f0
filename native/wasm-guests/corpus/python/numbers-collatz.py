"""Collatz chains, happy numbers, digit sums, Armstrong numbers."""
from functools import cache

@cache
def length(n):
    return 1 if n == 1 else 1 + length(n // 2 if n % 2 == 0 else 3 * n + 1)

def happy(n):
    seen = set()
    while n not in seen:
        seen.add(n)
        n = sum(int(d) ** 2 for d in str(n))
    return n == 1

print(max(range(1, 3000), key=length), [n for n in range(1, 50) if happy(n)], [n for n in range(1, 10000) if n == sum(int(d) ** len(str(n)) for d in str(n))])
