"""Merging intervals, meeting rooms, gaps, a calendar of bookings."""
import heapq

def merge(xs):
    out = []
    for a, b in sorted(xs):
        if out and a <= out[-1][1]:
            out[-1][1] = max(out[-1][1], b)
        else:
            out.append([a, b])
    return out

def rooms(meetings):
    ends, most = [], 0
    for a, b in sorted(meetings):
        while ends and ends[0] <= a:
            heapq.heappop(ends)
        heapq.heappush(ends, b)
        most = max(most, len(ends))
    return most

print(merge([[1, 3], [8, 10], [2, 6], [15, 18], [10, 12]]), rooms([(0, 30), (5, 10), (15, 20), (30, 40)]), merge([]))
