"""A toy RSA with Miller-Rabin primes."""
import random

def is_prime(n, rounds=20, rng=random.Random(7)):
    if n < 4:
        return n > 1
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for _ in range(rounds):
        x = pow(rng.randrange(2, n - 1), d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True

rng = random.Random(2024)
def prime(bits):
    while True:
        n = rng.getrandbits(bits) | 1 | 1 << bits - 1
        if is_prime(n):
            return n

p, q = prime(128), prime(128)
n, e = p * q, 65537
d = pow(e, -1, (p - 1) * (q - 1))
m = int.from_bytes(b"attack at dawn", "big")
c = pow(m, e, n)
print(p, q, c, pow(c, d, n).to_bytes(14, "big"), sep="\n")
