# Statistics, heaps, bisection, permutations, accumulations.
import bisect
import functools
import heapq
import itertools
import statistics
from collections import ChainMap, Counter, OrderedDict, deque

data = [2, 3, 5, 7, 11, 13, 17, 19, 23]
print(statistics.mean(data), statistics.pstdev(data), statistics.quantiles(data))
print(statistics.linear_regression(data, data[::-1]))
print(heapq.nsmallest(3, [5, 1, 4, 2]), list(heapq.merge([1, 4], [2, 3])), bisect.bisect_left(data, 11))
print(list(itertools.combinations("abcd", 2))[:3], list(itertools.accumulate(data)))
print(sum(itertools.islice(itertools.count(3, 3), 5)))
print([(key, len(list(group))) for key, group in itertools.groupby("aabbbc")], list(itertools.pairwise("abc")))
print(Counter("mississippi").most_common(2), deque(range(10), maxlen=3), ChainMap({"a": 1}, {"a": 2, "b": 3})["b"])
print(functools.reduce(lambda a, b: a * b, data), functools.lru_cache(lambda n: n * 2)(21), OrderedDict(a=1).popitem())
