"""The cheapest order of matrix products."""
from functools import lru_cache

def chain(dims):
    @lru_cache(None)
    def best(i, j):
        if i == j:
            return 0, f"A{i}"
        return min(((best(i, k)[0] + best(k + 1, j)[0] + dims[i] * dims[k + 1] * dims[j + 1],
                     f"({best(i, k)[1]}{best(k + 1, j)[1]})") for k in range(i, j)))
    return best(0, len(dims) - 2)

print(chain([10, 30, 5, 60]), chain([30, 35, 15, 5, 10, 20, 25]))
