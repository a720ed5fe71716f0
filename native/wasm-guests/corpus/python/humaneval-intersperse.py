"""A number between the elements, nested depths, prefixes, xor of bits."""

def intersperse(xs, d):
    return [y for x in xs for y in (x, d)][:-1]

def depth(text):
    best = level = 0
    for c in text:
        level += {"(": 1, ")": -1}.get(c, 0)
        best = max(best, level)
    return best

print(intersperse([], 7), intersperse([5, 6, 3], 8), [depth(g) for g in "(()()) ((())) () ((())()())".split()])
print([s[:i + 1] for s in ["abc"] for i in range(len(s))], "".join(str(int(a != b)) for a, b in zip("010", "110")))
