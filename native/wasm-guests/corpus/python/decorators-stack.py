"""Decorators with and without arguments, on functions, methods and classes."""
import functools
import time

def logged(f):
    @functools.wraps(f)
    def inner(*args, **kw):
        print("call", f.__name__, args, kw)
        return f(*args, **kw)
    return inner

def repeat(n):
    def wrap(f):
        @functools.wraps(f)
        def inner(*a):
            return [f(*a) for _ in range(n)]
        return inner
    return wrap

def retry(times):
    def wrap(f):
        def inner(*a):
            for i in range(times):
                try:
                    return f(*a)
                except ValueError as e:
                    print("try", i + 1, e)
            raise RuntimeError("gave up")
        return inner
    return wrap

@repeat(2)
@logged
def add(a, b=1):
    "Adds."
    return a + b

state = iter([0, 0, 1])
@retry(3)
def flaky():
    if not next(state):
        raise ValueError("not yet")
    return "ok"

print(add(1), add.__name__, add.__doc__, flaky())
def plugin(cls):
    cls.tag = cls.__name__.upper()
    return cls
@plugin
class Thing: pass
print(Thing.tag, functools.reduce(lambda a, b: a * b, range(1, 6)), functools.partial(int, base=2)("101"))
@functools.singledispatch
def show(x):
    return "any"
@show.register
def _(x: int):
    return "int"
@show.register(list)
def _(x):
    return "list"
print(show(1), show([]), show("s"))
