"""Pi by Monte Carlo, with a seed."""
import random

rng = random.Random(1)
inside = sum(rng.random() ** 2 + rng.random() ** 2 < 1 for _ in range(20000))
print(inside, 4 * inside / 20000)
walk, at = [], 0
for _ in range(20):
    at += rng.choice((-1, 1))
    walk.append(at)
print(walk)
