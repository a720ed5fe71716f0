"""Conway's life: a glider on a torus."""

def step(cells, w, h):
    near = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    p = (x + dx) % w, (y + dy) % h
                    near[p] = near.get(p, 0) + 1
    return {p for p, n in near.items() if n == 3 or n == 2 and p in cells}

cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for generation in range(4):
    print("\n".join("".join("#" if (x, y) in cells else "." for x in range(6)) for y in range(6)), end="\n\n")
    cells = step(cells, 6, 6)
