# Floating point: special values, rounding, functions, their exact bits.
import math
import struct
import sys

for function in ("sin", "cos", "tan", "exp", "log", "sqrt", "cbrt", "gamma", "erf", "atanh", "log1p"):
    print(function, getattr(math, function)(0.7).hex())
print(0.1 + 0.2, round(2.5), round(-0.5), 1e16 + 1, 5e-324 / 2, 1e308 * 10, float("nan") == float("nan"))
print(math.fsum([0.1] * 10), sum([0.1] * 10), math.nextafter(1, 2), math.ulp(1e10), sys.float_info.max)
print(struct.pack(">d", -0.0).hex(), (0.1).as_integer_ratio(), float.fromhex("0x1.8p3"), math.isqrt(10**30))
print(math.comb(50, 25), math.gcd(12, 18, 27), math.perm(10, 3), math.dist((0, 0), (3, 4)), math.prod(range(1, 15)))
for call in (lambda: math.sqrt(-1), lambda: math.exp(1000), lambda: 1 / 0.0):
    try:
        call()
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
