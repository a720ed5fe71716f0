"""Whether a balance ever falls below zero; running maxima."""
from itertools import accumulate

print([any(b < 0 for b in accumulate(ops)) for ops in ([], [1, 2, -3, 1, 2, -3], [1, 2, -4, 5])], list(accumulate([1, 3, 2, 5, 4], max)))
