"""Three numbers that add up to zero; pairs; cars that collide."""
from itertools import combinations

print([any(sum(t) == 0 for t in combinations(xs, 3)) for xs in ([1, 3, 5, 0], [1, 3, -2, 1], [1, 2, 3, 7], [2, 4, -5, 3, 9, 7])])
print([any(a + b == 0 for a, b in combinations(xs, 2)) for xs in ([1, 3, 5, 0], [2, 4, -5, 3, 5, 7])], 7**2)
