"""Areas by Heron, right triangles, whether something will fly."""
import math

def area(a, b, c):
    if a + b <= c or a + c <= b or b + c <= a:
        return -1
    s = (a + b + c) / 2
    return round(math.sqrt(s * (s - a) * (s - b) * (s - c)), 2)

print(area(3, 4, 5), area(1, 2, 10), [sorted(t)[0] ** 2 + sorted(t)[1] ** 2 == sorted(t)[2] ** 2 for t in ((3, 4, 5), (1, 2, 3))], [q == q[::-1] and sum(q) <= w for q, w in (([3, 2, 3], 9), ([1, 2], 5))])
