"""Complex numbers and cmath."""
import cmath

z = 3 + 4j
print(z * z, abs(z), z.conjugate(), z.real, 1 / z, z ** 0.5, complex("1-2j"), z == complex(3, 4))
print(cmath.phase(-1), cmath.polar(1j), cmath.sqrt(-1), [round(x.real, 6) + round(x.imag, 6) * 1j for x in (cmath.exp(2j * cmath.pi * k / 3) for k in range(3))])
def mandel(c, n=30):
    z = 0
    for i in range(n):
        z = z * z + c
        if abs(z) > 2:
            return i
    return n
for y in range(-5, 6):
    print("".join(" .:-=+*#%@"[mandel(complex(x / 12, y / 5)) // 3 - 1] for x in range(-26, 10)))
