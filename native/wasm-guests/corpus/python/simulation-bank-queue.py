"""A queue of customers, seeded."""
import heapq
import random
from statistics import mean

def simulate(servers, seed):
    rng = random.Random(seed)
    free, now, waits = [0.0] * servers, 0.0, []
    for _ in range(50):
        now += rng.expovariate(1.0)
        start = max(now, heapq.heappop(free))
        waits.append(start - now)
        heapq.heappush(free, start + rng.uniform(0.5, 3))
    return round(mean(waits), 6), round(max(waits), 6)

for servers in (1, 2, 3):
    print(servers, simulate(servers, 11))
