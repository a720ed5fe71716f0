# Code objects, abstract syntax, inspection, dataclasses, enums, matching.
import ast
import dataclasses
import dis
import enum
import inspect


@dataclasses.dataclass(order=True, frozen=True, slots=True)
class Point:
    x: int
    y: int = 0


class Colour(enum.Flag):
    RED = enum.auto()
    BLUE = enum.auto()


def match(value):
    match value:
        case Point(x=0):
            return "on the axis"
        case [first, *rest]:
            return first, rest
        case {"key": str(text)}:
            return text


print(sorted([Point(2), Point(1, 5)]), Colour.RED | Colour.BLUE)
print([match(value) for value in (Point(0), [1, 2], {"key": "v"}, 5)])
print(ast.unparse(ast.parse("a=lambda x,*y:{**x,'b':[i for i in y if i]}")), inspect.signature(match))
try:
    Point(1).x = 5
except dataclasses.FrozenInstanceError as error:
    print(error)
print(eval(compile("sum(n * n for n in range(5))", "<text>", "eval")))
print([instruction.opname for instruction in dis.get_instructions("x")])
