"""Huffman codes."""
import heapq
from collections import Counter

def codes(text):
    heap = [(n, i, c) for i, (c, n) in enumerate(sorted(Counter(text).items()))]
    heapq.heapify(heap)
    serial = len(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], serial, (a[2], b[2])))
        serial += 1
    table = {}
    def walk(node, code):
        if isinstance(node, str):
            table[node] = code or "0"
        else:
            walk(node[0], code + "0")
            walk(node[1], code + "1")
    walk(heap[0][2], "")
    return table

table = codes("abracadabra")
print(sorted(table.items()), sum(len(table[c]) for c in "abracadabra"))
