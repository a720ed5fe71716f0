"""Decimal: exact money, rounding modes, contexts."""
from decimal import Decimal, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, localcontext, getcontext, InvalidOperation, DivisionByZero

print(Decimal("0.1") + Decimal("0.2") == Decimal("0.3"), Decimal(0.1), Decimal("1.10") * 3)
for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING):
    print(mode, [str(Decimal(x).quantize(Decimal("0.1"), mode)) for x in ("2.25", "2.35", "-2.25")])
with localcontext() as c:
    c.prec = 50
    print(Decimal(2).sqrt(), Decimal(1) / 7)
print(getcontext().prec, Decimal("123.4500").normalize(), Decimal("1E+3"), Decimal("NaN"), Decimal(10).log10())
for bad in (lambda: Decimal("x"), lambda: Decimal(1) / 0, lambda: Decimal(-1).sqrt()):
    try:
        bad()
    except (InvalidOperation, DivisionByZero) as e:
        print(type(e).__name__)
print(sum(map(Decimal, ["19.99", "5.01", "0.10"])), Decimal("3.14").as_tuple(), f"{Decimal('1234567.891'):,.2f}")
