"""itertools: most of its tools."""
import itertools as it
import operator

print(list(it.accumulate([1, 2, 3, 4], operator.mul)), list(it.chain.from_iterable([[1], [2, 3]])), list(it.combinations("abc", 2)))
print(list(it.compress("abcd", [1, 0, 1, 0])), list(it.dropwhile(lambda x: x < 3, [1, 3, 2])), list(it.filterfalse(lambda x: x % 2, range(5))))
print([(k, len(list(g))) for k, g in it.groupby("aabccc")], list(it.islice(it.count(5, 2), 3)), list(it.pairwise([1, 2, 3])))
print(list(it.permutations([1, 2, 3], 2)), list(it.product("ab", [1, 2])), list(it.repeat("x", 2)), list(it.starmap(pow, [(2, 3), (3, 2)])))
print(list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.zip_longest("ab", "c", fillvalue="-")), list(it.islice(it.cycle("ab"), 5)))
a, b = it.tee(iter([1, 2, 3]))
print(next(a), list(b), list(a), len(list(it.combinations_with_replacement("abc", 2))))
