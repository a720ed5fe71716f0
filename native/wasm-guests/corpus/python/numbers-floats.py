"""Floats: exact forms, rounding, special values, math functions."""
import math
import sys

print(0.1 + 0.2, 1e16 + 1, 1 / 3, 2.5e-8, 1e22, 123456789012345678.0, -0.0, 5e-324, sys.float_info.max, repr(1e23))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), (0.1).hex(), float.fromhex("0x1.8p1"), (0.75).as_integer_ratio())
print(math.fsum([0.1] * 10), sum([0.1] * 3), math.isclose(0.1 + 0.2, 0.3), math.nan == math.nan, math.inf - math.inf, math.copysign(1, -0.0))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), int(-1.9), -7 % 3, math.fmod(-7, 3), divmod(7.5, 2), math.hypot(3, 4), math.degrees(math.pi))
print(math.sqrt(2), math.exp(1), math.log(10), math.log2(8), math.sin(1), math.atan2(1, -1), math.gamma(5.5), math.erf(0.5), math.cbrt(27), math.dist([0, 0], [1, 1]))
print(float("1e400"), float(" 12.5\n"), 10 ** -2, 2 ** 0.5, (-8) ** (1 / 3), math.nextafter(1, 2), math.ulp(1.0), math.prod([1, 2, 3]))
