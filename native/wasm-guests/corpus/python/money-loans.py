"""Loans: instalments, compound interest, tax brackets; rounding with Decimal."""
from decimal import Decimal, ROUND_HALF_UP

def cents(x):
    return Decimal(x).quantize(Decimal("0.01"), ROUND_HALF_UP)

def instalment(amount, rate, months):
    r = Decimal(rate) / 1200
    return cents(amount * r / (1 - (1 + r) ** -months))

def tax(income, brackets=((10000, "0.1"), (40000, "0.2"), (None, "0.3"))):
    total, low = Decimal(0), 0
    for high, rate in brackets:
        top = income if high is None else min(income, high)
        total += max(0, top - low) * Decimal(rate)
        low = high
        if high is None or income <= high:
            break
    return cents(total)

print(instalment(Decimal(10000), "5", 24), [tax(n) for n in (5000, 25000, 100000)], cents(Decimal(1000) * Decimal("1.05") ** 10), cents("2.675"))
