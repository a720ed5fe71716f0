# Decimals, fractions, big integers, complex numbers.
import cmath
from decimal import Decimal, DivisionByZero, Inexact, getcontext, localcontext
from fractions import Fraction

getcontext().prec = 40
print(Decimal(2).sqrt(), Decimal("0.1") + Decimal("0.2"), Decimal("1e-50") + 1, Decimal("-0").is_signed())
with localcontext() as context:
    context.traps[Inexact] = True
    for call in (lambda: Decimal(1) / 3, lambda: Decimal(1) / 0):
        try:
            call()
        except (Inexact, DivisionByZero) as error:
            print(type(error).__name__)
print(Fraction("3.14159").limit_denominator(100), sum(Fraction(1, n) for n in range(1, 20)), Fraction(0.1))
print(2**521 - 1 == int(str(2**521 - 1)), pow(3, 10**5, 10**9 + 7), (-7) // 2, -7 % 3, divmod(-7, 2))
print(cmath.sqrt(-2), cmath.phase(-1 + 0j), (1 + 2j) ** 3)
try:
    int("1" * 5000)
except ValueError as error:
    print(str(error)[:40])
