"""Minimum spanning tree by Kruskal with union-find."""

class Sets:
    def __init__(self):
        self.parent = {}
    def find(self, x):
        self.parent.setdefault(x, x)
        while self.parent[x] != x:
            self.parent[x] = self.parent[self.parent[x]]
            x = self.parent[x]
        return x
    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        self.parent[a] = b
        return a != b

edges = [("a", "b", 4), ("b", "c", 8), ("a", "h", 8), ("b", "h", 11), ("h", "g", 1), ("g", "f", 2), ("c", "f", 4), ("c", "d", 7), ("d", "f", 14)]
sets = Sets()
tree = [(a, b, w) for a, b, w in sorted(edges, key=lambda e: e[2]) if sets.union(a, b)]
print(tree, sum(w for *_, w in tree))
