"""Enumerations: auto, flags, string enums, lookups."""
from enum import Enum, IntEnum, Flag, auto, unique, StrEnum

class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W

class Level(IntEnum):
    LOW = 1
    HIGH = 9

class Kind(StrEnum):
    FILE = auto()
    DIR = auto()

print(Color(2), Color["RED"], Color.CRIMSON is Color.RED, list(Color), Color.RED.name, repr(Color.GREEN))
print(Perm.R | Perm.X, Perm.R in Perm.RW, Perm(3), ~Perm.R & Perm.RW, bool(Perm.R & Perm.W), Perm.RW.value)
print(Level.LOW < 5, max(Level), f"{Level.HIGH}", Kind.FILE == "file", f"{Kind.DIR}", Kind("dir"))
for bad in (lambda: Color(9), lambda: Color["BLUE"]):
    try:
        bad()
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
try:
    @unique
    class Bad(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
