"""Fractions and continued fractions."""
from fractions import Fraction
from math import pi, gcd, lcm

print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.125"), Fraction(0.1), Fraction(pi).limit_denominator(1000))
def continued(x, n):
    out = []
    for _ in range(n):
        a = x.numerator // x.denominator
        out.append(a)
        if x == a:
            break
        x = 1 / (x - a)
    return out
print(continued(Fraction(415, 93), 10), sum(Fraction(1, n) for n in range(1, 11)), gcd(12, 18), lcm(4, 6, 10))
print(Fraction(7, 2) // 1, Fraction(-7, 2) % 1, round(Fraction(5, 2)), float(Fraction(1, 3)), Fraction(3, 4) ** -2)
try:
    Fraction(1, 0)
except ZeroDivisionError as e:
    print(e)
