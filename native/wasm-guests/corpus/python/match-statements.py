"""Structural pattern matching."""
from dataclasses import dataclass

@dataclass
class Point:
    x: int
    y: int

def describe(value):
    match value:
        case 0 | 1:
            return "small"
        case int(n) if n < 0:
            return f"negative {n}"
        case str() as s:
            return f"text of {len(s)}"
        case [x]:
            return f"one: {x}"
        case [first, *rest]:
            return f"{first} and {len(rest)} more"
        case {"type": "circle", "r": r, **others}:
            return f"circle {r} {others}"
        case Point(x=0, y=y):
            return f"on the axis at {y}"
        case Point(x, y):
            return f"at {x},{y}"
        case None:
            return "nothing"
        case _:
            return type(value).__name__

for value in (1, -5, "abc", [7], [1, 2, 3], (), {"type": "circle", "r": 2, "z": 1}, Point(0, 4), Point(3, 4), None, 2.5, {}):
    print(describe(value))
