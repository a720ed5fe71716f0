"""Shortest paths by Dijkstra."""
import heapq

GRAPH = {"a": {"b": 7, "c": 9, "f": 14}, "b": {"c": 10, "d": 15}, "c": {"d": 11, "f": 2}, "d": {"e": 6}, "f": {"e": 9}, "e": {}}

def shortest(graph, start, goal):
    queue, seen = [(0, start, [start])], set()
    while queue:
        cost, node, path = heapq.heappop(queue)
        if node == goal:
            return cost, path
        if node in seen:
            continue
        seen.add(node)
        for other, step in graph[node].items():
            heapq.heappush(queue, (cost + step, other, path + [other]))
    return None

print(shortest(GRAPH, "a", "e"), shortest(GRAPH, "e", "a"), shortest(GRAPH, "a", "a"))
