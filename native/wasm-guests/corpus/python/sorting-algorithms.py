"""Six ways to sort give the same."""
import random
import heapq
from bisect import insort

def bubble(a):
    a = a[:]
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a

def quick(a):
    return a if len(a) < 2 else quick([x for x in a[1:] if x < a[0]]) + [a[0]] + quick([x for x in a[1:] if x >= a[0]])

def merge(a):
    if len(a) < 2:
        return a
    left, right = merge(a[:len(a) // 2]), merge(a[len(a) // 2:])
    return list(heapq.merge(left, right))

def insertion(a):
    out = []
    for x in a:
        insort(out, x)
    return out

def heap(a):
    h = a[:]
    heapq.heapify(h)
    return [heapq.heappop(h) for _ in a]

def counting(a):
    counts = [0] * (max(a, default=0) + 1)
    for x in a:
        counts[x] += 1
    return [i for i, c in enumerate(counts) for _ in range(c)]

data = random.Random(3).choices(range(100), k=60)
for f in (bubble, quick, merge, insertion, heap, counting):
    print(f.__name__, f(data) == sorted(data), f([]), f([2, 1, 2]))
