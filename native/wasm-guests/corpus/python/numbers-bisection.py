"""Roots by bisection and Newton, integrals by Simpson, derivatives."""

def bisect(f, a, b):
    while b - a > 1e-12:
        m = (a + b) / 2
        a, b = (m, b) if f(a) * f(m) > 0 else (a, m)
    return a

def newton(f, df, x, n=20):
    for _ in range(n):
        x -= f(x) / df(x)
    return x

def simpson(f, a, b, n=100):
    h = (b - a) / n
    return h / 3 * sum((1 if i in (0, n) else 4 if i % 2 else 2) * f(a + i * h) for i in range(n + 1))

print(round(bisect(lambda x: x**3 - 2, 0, 2), 9), round(newton(lambda x: x * x - 2, lambda x: 2 * x, 1), 12), round(simpson(lambda x: x**3, 0, 2), 9))
