"""Priority queues, merging, the k smallest."""
import heapq

jobs = []
for priority, name in ((5, "write"), (1, "plan"), (3, "build"), (1, "ask")):
    heapq.heappush(jobs, (priority, name))
print([heapq.heappop(jobs) for _ in range(len(jobs))])
print(list(heapq.merge([1, 4, 7], [2, 5], [0, 9])), heapq.nlargest(2, "hello"), heapq.nsmallest(2, [{"v": 3}, {"v": 1}], key=lambda d: d["v"]))
h = [9, 5, 8, 1]
heapq.heapify(h)
print(heapq.heappushpop(h, 0), heapq.heapreplace(h, 7), sorted(h))
