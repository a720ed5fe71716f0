"""An event bus and an observer; a dispatch table; a simple dependency injector."""
from collections import defaultdict

class Bus:
    def __init__(self):
        self.handlers = defaultdict(list)
    def on(self, name):
        def register(f):
            self.handlers[name].append(f)
            return f
        return register
    def emit(self, name, *args):
        return [f(*args) for f in self.handlers[name]]

bus = Bus()

@bus.on("sum")
def add(a, b):
    return a + b

@bus.on("sum")
def text(a, b):
    return f"{a}+{b}"

print(bus.emit("sum", 1, 2), bus.emit("none"))
DISPATCH = {"+": lambda a, b: a + b, "max": max}
print([DISPATCH.get(op, lambda *a: None)(3, 9) for op in ("+", "max", "?")])
