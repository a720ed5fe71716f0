"""A binary heap of one's own, a running median with two heaps."""
import heapq

class Heap:
    def __init__(self):
        self.a = []
    def push(self, x):
        self.a.append(x)
        i = len(self.a) - 1
        while i and self.a[(i - 1) // 2] > self.a[i]:
            self.a[i], self.a[(i - 1) // 2] = self.a[(i - 1) // 2], self.a[i]
            i = (i - 1) // 2
    def pop(self):
        a = self.a
        a[0], a[-1] = a[-1], a[0]
        out, i = a.pop(), 0
        while True:
            c = min((j for j in (2 * i + 1, 2 * i + 2) if j < len(a)), key=a.__getitem__, default=None)
            if c is None or a[c] >= a[i]:
                return out
            a[i], a[c] = a[c], a[i]
            i = c

h = Heap()
for x in (5, 2, 8, 1, 9, 3):
    h.push(x)
print([h.pop() for _ in range(6)])
low, high, medians = [], [], []
for x in (5, 15, 1, 3):
    heapq.heappush(high, -heapq.heappushpop(low, -x))
    if len(high) > len(low):
        heapq.heappush(low, -heapq.heappop(high))
    medians.append(-low[0] if len(low) > len(high) else (high[0] - low[0]) / 2)
print(medians)
