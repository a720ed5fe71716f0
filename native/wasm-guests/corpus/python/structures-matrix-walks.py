"""Spirals, diagonals, rotation, islands, flood fill."""

def spiral(m):
    return list(m[0]) + spiral([list(r) for r in zip(*m[1:])][::-1]) if m else []

def islands(grid):
    cells = {(r, c) for r, row in enumerate(grid) for c, x in enumerate(row) if x == "1"}
    count = 0
    while cells:
        count += 1
        stack = [cells.pop()]
        while stack:
            r, c = stack.pop()
            for p in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if p in cells:
                    cells.remove(p)
                    stack.append(p)
    return count

m = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print(spiral(m), [list(r) for r in zip(*m[::-1])], [m[i][i] for i in range(3)], islands(["11000", "11000", "00100", "00011"]))
print([[sum(m[i][j] for i in range(r + 1) for j in range(c + 1)) for c in range(3)] for r in range(3)])
