"""A sieve out of generators."""
from itertools import count, islice, takewhile

def primes():
    found = {}
    for n in count(2):
        if n not in found:
            yield n
            found[n * n] = [n]
        else:
            for p in found.pop(n):
                found.setdefault(n + p, []).append(p)

print(list(islice(primes(), 20)))
print(sum(takewhile(lambda p: p < 10000, primes())))
