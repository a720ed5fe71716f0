"""Format specifications of numbers, text and dates."""
import datetime

print(f"{3.14159:10.3f}|{3.14159:<10.2e}|{1234567:,}|{1234567:_}|{-42:+06d}|{255:#x}|{255:#010b}|{0.5:.1%}")
print(f"{'left':<10}|{'right':>10}|{'mid':^10}|{'fill':*^10}|{'cut this':.3}")
print("{0!r} {0!s} {name:>{width}}".format("a'b", name="x", width=5))
print(f"{datetime.date(2024, 2, 29):%A %d %B %Y}", f"{1e100:g} {float('nan'):f} {float('-inf')}")
print(f"{12345.678:n}", f"{2**70:,}", f"{1 + 2j:.1f}", f"{True:d}", f"{'é':>4}|")
value = 10
print(f"{value=} {value * 2 = } {value!r:>5}")
