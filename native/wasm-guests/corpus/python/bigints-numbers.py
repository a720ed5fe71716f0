"""Big integers: factorials, Fibonacci, powers modulo, bit tricks."""
import math

print(math.factorial(50), pow(3, 10**6, 10**9 + 7), 2**200 % 97, len(str(2**4000)))
a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a, math.isqrt(a), a.bit_length(), a.bit_count())
print(pow(3, -1, 11), divmod(-7, 3), -7 // 2, int("ff", 16), int("-0b101", 0), hex(-255), (12345).to_bytes(3, "big"), int.from_bytes(b"\x01\x00", "little"))
print(math.comb(40, 20), math.perm(10, 3), math.gcd(2**64, 6**20))
