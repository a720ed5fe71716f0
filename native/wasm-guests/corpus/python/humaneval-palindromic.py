"""Smallest changes to a palindrome, multiplying three primes, simple powers, cubes."""

print([sum(a != b for a, b in zip(x, x[::-1])) // 2 for x in ([1, 2, 3, 5, 4, 7, 9, 6], [1, 2, 3, 4, 3, 2, 2])])
primes = [p for p in range(2, 100) if all(p % d for d in range(2, p))]
print([n for n in range(100) if any(a * b * c == n for a in primes if a < n for b in primes if b <= a for c in primes if c <= b)][:12])
print([round(abs(n) ** (1 / 3)) ** 3 == abs(n) for n in (1, 2, -1, 64, 180)], sum(c in "2357BD" for c in "ABED1A33"))
