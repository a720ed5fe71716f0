"""Between two planets; prime Fibonacci numbers; even sums; closest integers."""
PLANETS = ("Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune")

def between(a, b):
    if a not in PLANETS or b not in PLANETS:
        return ()
    i, j = sorted((PLANETS.index(a), PLANETS.index(b)))
    return PLANETS[i + 1:j]

print(between("Jupiter", "Neptune"), between("Earth", "Mercury"), between("X", "Earth"))
def closest(text):
    v = float(text)
    return int(v + (0.5 if v > 0 else -0.5))
print([closest(t) for t in ("10", "15.3", "14.5", "-14.5", "0")], [[n + 2 * i for i in range(n)] for n in (3, 4)])
