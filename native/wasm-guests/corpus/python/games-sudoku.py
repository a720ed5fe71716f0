"""Sudoku by constraint and backtracking."""
PUZZLE = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"

def peers(i):
    r, c = divmod(i, 9)
    return {r * 9 + k for k in range(9)} | {k * 9 + c for k in range(9)} | {(r // 3 * 3 + a) * 9 + c // 3 * 3 + b for a in range(3) for b in range(3)}

PEERS = [peers(i) - {i} for i in range(81)]

def solve(cells):
    empty = [(len(options), i, options) for i, v in enumerate(cells) if v == "0"
             for options in [set("123456789") - {cells[p] for p in PEERS[i]}]]
    if not empty:
        return cells
    _, i, options = min(empty, key=lambda e: e[:2])
    for v in sorted(options):
        if result := solve(cells[:i] + v + cells[i + 1:]):
            return result

result = solve(PUZZLE)
for r in range(0, 81, 9):
    print(" ".join(result[r:r + 9]))
