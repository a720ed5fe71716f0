"""Metaclasses, singletons, dynamic attributes, __getattr__."""

class Singleton(type):
    made = {}
    def __call__(cls, *args):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args)
        return cls.made[cls]

class Config(metaclass=Singleton):
    def __init__(self, name):
        self.name = name

class Record:
    def __init__(self, **fields):
        self.__dict__.update(fields)
    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: self.__dict__[name[4:]]
        raise AttributeError(f"no {name}")
    def __eq__(self, o):
        return vars(self) == vars(o)

print(Config("a") is Config("b"), Config("c").name, type(Config).__name__)
r = Record(x=1, y=2)
print(r.get_x(), hasattr(r, "z"), getattr(r, "z", "default"), r == Record(y=2, x=1))
Point = type("Point", (), {"__init__": lambda s, x: setattr(s, "x", x), "double": lambda s: s.x * 2})
print(Point(4).double(), Point.__name__)
