"""Greatest common divisors, largest divisors, prime tests, fizz-buzz of sevens."""

def gcd(a, b):
    return gcd(b, a % b) if b else a

print(gcd(144, 60), max(d for d in range(1, 49) if 49 % d == 0), [n for n in range(2, 40) if all(n % d for d in range(2, int(n**0.5) + 1))])
print(sum(str(i).count("7") for i in range(79) if i % 11 == 0 or i % 13 == 0))
