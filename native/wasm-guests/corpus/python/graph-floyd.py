"""All shortest paths by Floyd-Warshall; negative cycles."""
from math import inf

def floyd(n, edges):
    d = [[0 if i == j else inf for j in range(n)] for i in range(n)]
    for a, b, w in edges:
        d[a][b] = w
    for k in range(n):
        for i in range(n):
            for j in range(n):
                d[i][j] = min(d[i][j], d[i][k] + d[k][j])
    return d

for row in floyd(4, [(0, 1, 5), (1, 2, -2), (2, 3, 3), (0, 3, 10)]):
    print(row)
print(any(floyd(2, [(0, 1, 1), (1, 0, -3)])[i][i] < 0 for i in range(2)))
