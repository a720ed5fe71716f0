"""Ways to change money, and the fewest coins."""

def ways(coins, total):
    table = [1] + [0] * total
    for c in coins:
        for t in range(c, total + 1):
            table[t] += table[t - c]
    return table[total]

def fewest(coins, total):
    best = {0: ()}
    for t in range(1, total + 1):
        options = [best[t - c] + (c,) for c in coins if t - c in best]
        if options:
            best[t] = min(options, key=len)
    return best.get(total)

print(ways([1, 2, 5, 10, 20, 50, 100, 200], 200), fewest([1, 5, 12], 15), fewest([5, 10], 3))
