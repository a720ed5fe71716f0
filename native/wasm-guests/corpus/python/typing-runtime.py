"""Hints at run time: protocols, generics, typed dictionaries."""
from typing import Protocol, runtime_checkable, TypedDict, NamedTuple, Generic, TypeVar, get_type_hints, Literal, get_args, Optional, Annotated, overload, Any, Self, cast

@runtime_checkable
class Sized(Protocol):
    def size(self) -> int: ...

class Box:
    def size(self) -> int:
        return 3

T = TypeVar("T")
class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []
    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self

class Movie(TypedDict, total=False):
    title: str
    year: int

class Employee(NamedTuple):
    name: str
    id: int = 3

print(isinstance(Box(), Sized), isinstance(3, Sized), Stack[int]().push(1).items, Movie(title="x"), Employee("a"))
print(get_type_hints(Box.size), get_args(Literal["a", "b"]), Optional[int] == (int | None), Movie.__annotations__ is not None)
print(get_args(Annotated[int, "meta"]), cast(int, "not"), list[int].__origin__, (int | str).__args__)
