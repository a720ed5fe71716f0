"""Overlapping counts, numbers from words, the closest pair, unique only."""
from collections import Counter

def times(text, sub):
    return sum(text.startswith(sub, i) for i in range(len(text)))

WORDS = "zero one two three four five six seven eight nine".split()
xs = [1.0, 2.0, 3.9, 4.0, 5.0, 2.2]
print(times("aaaa", "aa"), times("", "a"), sorted("three one five".split(), key=WORDS.index), min(((a, b) for i, a in enumerate(sorted(xs)) for b in sorted(xs)[i + 1:]), key=lambda p: p[1] - p[0]))
print([x for x, n in Counter([1, 2, 3, 2, 4]).items() if n == 1], "Hello".swapcase())
