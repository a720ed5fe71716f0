"""k-means and nearest neighbours on seeded points."""
import random
from math import dist

rng = random.Random(8)
points = [(rng.gauss(cx, 0.4), rng.gauss(cy, 0.4)) for cx, cy in ((0, 0), (5, 5), (0, 5)) for _ in range(15)]
centres = points[::15]
for _ in range(10):
    groups = [[] for _ in centres]
    for p in points:
        groups[min(range(3), key=lambda i: dist(p, centres[i]))].append(p)
    centres = [tuple(sum(c) / len(g) for c in zip(*g)) for g in groups]
print([len(g) for g in groups], [tuple(round(x, 4) for x in c) for c in centres])
