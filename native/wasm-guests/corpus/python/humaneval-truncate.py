"""Decimal parts, means, mean absolute deviation, rescaling."""

def mad(xs):
    m = sum(xs) / len(xs)
    return sum(abs(x - m) for x in xs) / len(xs)

def rescale(xs):
    a, b = min(xs), max(xs)
    return [(x - a) / (b - a) for x in xs]

print(3.5 % 1.0, round(1.33 % 1, 6), mad([1.0, 2.0, 3.0, 4.0]), rescale([2.0, 49.9]), rescale([1.0, 2.0, 3.0, 4.0, 5.0]))
