"""Factors, divisors, perfect numbers, the totient."""

def factors(n):
    out, p = [], 2
    while p * p <= n:
        while n % p == 0:
            out.append(p)
            n //= p
        p += 1
    return out + [n] * (n > 1)

def phi(n):
    for p in set(factors(n)):
        n -= n // p
    return n

print([factors(n) for n in (1, 12, 97, 360, 1001, 2**31 - 1)])
print([n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n], [phi(n) for n in range(1, 13)])
