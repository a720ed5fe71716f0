"""Numbers in other bases, Gray codes, bit counts."""

def base(n, b, digits="0123456789abcdefghijklmnopqrstuvwxyz"):
    if n < 0:
        return "-" + base(-n, b)
    out = ""
    while True:
        n, r = divmod(n, b)
        out = digits[r] + out
        if n == 0:
            return out

for n in (0, 255, -1000, 10**20):
    print([base(n, b) for b in (2, 7, 16, 36)], int(base(n, 36), 36) == n)
print([f"{n ^ n >> 1:04b}" for n in range(16)], [bin(n).count("1") for n in range(10)], oct(8), f"{10:b}", 0b1010, 0o17, 0xFF, 1_000)
