"""Dataclasses with slots, keyword-only fields and inheritance."""
from dataclasses import dataclass, KW_ONLY, field

@dataclass(slots=True)
class Point:
    x: float
    y: float
    _: KW_ONLY
    label: str = "?"

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y, label=self.label + other.label)

@dataclass
class Node:
    name: str
    children: list["Node"] = field(default_factory=list)

    def depth(self):
        return 1 + max((c.depth() for c in self.children), default=0)

print(Point(1, 2, label="a") + Point(3, 4))
try:
    Point(1, 2).z = 3
except AttributeError as e:
    print("AttributeError", "z" in str(e))
try:
    Point(1, 2, "x")
except TypeError as e:
    print("TypeError", "positional" in str(e))
tree = Node("root", [Node("a", [Node("b")]), Node("c")])
print(tree.depth(), tree)
