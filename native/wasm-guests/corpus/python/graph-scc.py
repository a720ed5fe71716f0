"""Strongly connected components by Tarjan, without recursion limits in the way."""

def components(graph):
    index, low, on, stack, out, counter = {}, {}, set(), [], [], [0]
    def visit(v):
        index[v] = low[v] = counter[0]
        counter[0] += 1
        stack.append(v)
        on.add(v)
        for w in graph.get(v, ()):
            if w not in index:
                visit(w)
                low[v] = min(low[v], low[w])
            elif w in on:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            part = []
            while True:
                w = stack.pop()
                on.discard(w)
                part.append(w)
                if w == v:
                    break
            out.append(sorted(part))
    for v in graph:
        if v not in index:
            visit(v)
    return out

print(components({1: [2], 2: [3], 3: [1, 4], 4: [5], 5: [4], 6: [5]}))
