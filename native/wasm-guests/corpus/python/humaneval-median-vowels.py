"""Medians, vowels, circular shifts, sums of capital letters."""

def median(xs):
    s, n = sorted(xs), len(xs)
    return s[n // 2] if n % 2 else (s[n // 2 - 1] + s[n // 2]) / 2

def vowels(s):
    return sum(c in "aeiou" for c in s.lower()) + s.lower().endswith("y")

def circular(x, shift):
    s = str(x)
    return s[::-1] if shift > len(s) else s[len(s) - shift:] + s[:len(s) - shift]

print(median([3, 1, 2, 4, 5]), median([-10, 4, 6, 1000, 10, 20]), vowels("abcde"), vowels("ACEDY"), circular(12, 1), circular(100, 2), circular(12, 8), sum(ord(c) for c in "abAB" if c.isupper()))
