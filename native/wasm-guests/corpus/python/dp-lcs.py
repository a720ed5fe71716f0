"""Longest common and longest increasing subsequences."""
from functools import cache
from bisect import bisect_left

def lcs(a, b):
    @cache
    def at(i, j):
        if i == len(a) or j == len(b):
            return ""
        if a[i] == b[j]:
            return a[i] + at(i + 1, j + 1)
        return max(at(i + 1, j), at(i, j + 1), key=len)
    return at(0, 0)

def lis(values):
    tails = []
    for v in values:
        i = bisect_left(tails, v)
        tails[i:i + 1] = [v]
    return len(tails)

print(lcs("AGGTAB", "GXTXAYB"), lcs("abcdef", "acf"), repr(lcs("a", "b")), lis([10, 9, 2, 5, 3, 7, 101, 18]), lis([]))
