"""The shortest way through a maze."""
from collections import deque

MAZE = """
#########
#S..#...#
#.#.#.#.#
#.#...#E#
#########
""".strip().splitlines()

def solve(maze):
    cells = {(r, c): x for r, row in enumerate(maze) for c, x in enumerate(row)}
    start = next(p for p, x in cells.items() if x == "S")
    queue, came = deque([start]), {start: None}
    while queue:
        at = queue.popleft()
        if cells[at] == "E":
            path = []
            while at:
                path.append(at)
                at = came[at]
            return path[::-1]
        r, c = at
        for step in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
            if cells.get(step, "#") != "#" and step not in came:
                came[step] = at
                queue.append(step)

path = solve(MAZE)
print(len(path) - 1)
for r, row in enumerate(MAZE):
    print("".join("*" if (r, c) in path and x == "." else x for c, x in enumerate(row)))
