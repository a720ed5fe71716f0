"""0/1 knapsack with the chosen items."""

def knapsack(items, room):
    best = [[0] * (room + 1) for _ in range(len(items) + 1)]
    for i, (_, weight, value) in enumerate(items, 1):
        for w in range(room + 1):
            best[i][w] = best[i - 1][w]
            if weight <= w:
                best[i][w] = max(best[i][w], best[i - 1][w - weight] + value)
    chosen, w = [], room
    for i in range(len(items), 0, -1):
        if best[i][w] != best[i - 1][w]:
            chosen.append(items[i - 1][0])
            w -= items[i - 1][1]
    return best[-1][-1], chosen[::-1]

print(knapsack([("tent", 5, 60), ("stove", 3, 50), ("book", 4, 70), ("rope", 2, 30)], 8))
print(knapsack([], 5), knapsack([("x", 9, 9)], 5))
