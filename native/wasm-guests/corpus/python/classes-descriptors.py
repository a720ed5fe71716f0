"""Properties, descriptors, slots, class methods."""

class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name
    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.name)
    def __set__(self, obj, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive, not {value}")
        setattr(obj, self.name, value)

class Box:
    width, height = Positive(), Positive()
    count = 0
    def __init__(self, width, height):
        self.width, self.height = width, height
        Box.count += 1
    @property
    def area(self):
        return self.width * self.height
    @area.setter
    def area(self, value):
        self.height = value / self.width
    @classmethod
    def square(cls, side):
        return cls(side, side)
    @staticmethod
    def unit():
        return "cm"

b = Box.square(2)
b.area = 10
print(b.height, b.area, Box.count, Box.unit(), isinstance(Box.width, Positive))
for bad in (lambda: Box(0, 1), lambda: setattr(b, "width", -1)):
    try:
        bad()
    except ValueError as e:
        print(e)
try:
    del b.area
except AttributeError:
    print("AttributeError")
