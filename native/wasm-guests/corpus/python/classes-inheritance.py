"""MRO, super, mixins, abstract classes, __init_subclass__."""
from abc import ABC, abstractmethod

class Plugin:
    registry = {}
    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry[key or cls.__name__.lower()] = cls

class Json(Plugin): pass
class Xml(Plugin, key="x"): pass

class A:
    def hi(self):
        return ["A"]
class B(A):
    def hi(self):
        return ["B"] + super().hi()
class C(A):
    def hi(self):
        return ["C"] + super().hi()
class D(B, C):
    def hi(self):
        return ["D"] + super().hi()

class Shape(ABC):
    @abstractmethod
    def area(self): ...
    def describe(self):
        return f"{type(self).__name__} {self.area()}"
class Sq(Shape):
    def area(self):
        return 4

print(Plugin.registry, D().hi(), [c.__name__ for c in D.__mro__], Sq().describe())
for bad in (lambda: Shape(), lambda: type("X", (A, B), {})):
    try:
        bad()
    except TypeError as e:
        print("TypeError", str(e)[:30])
