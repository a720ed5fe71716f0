"""Dataclasses: defaults, ordering, frozen, replace, fields."""
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError

@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    tags: tuple = field(default=(), compare=False)

@dataclass
class Basket:
    owner: str
    items: list = field(default_factory=list)
    count: int = field(init=False, repr=False, default=0)

    def __post_init__(self):
        self.count = len(self.items)

v = Version(1, 2, ("beta",))
print(v, v < Version(1, 3), v == Version(1, 2), sorted([Version(2), Version(1, 9), v]), hash(v) == hash(Version(1, 2)))
print(replace(v, minor=5), asdict(v), astuple(v), [f.name for f in fields(Version)])
try:
    v.major = 9
except FrozenInstanceError as e:
    print(type(e).__name__, e)
a, b = Basket("ann"), Basket("bob", [1, 2])
a.items.append(3)
print(a, b, b.count, a == Basket("ann", [3]))
