"""Closures, nonlocal, late binding, default arguments."""

def counter():
    n = 0
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step

a, b = counter(), counter()
print(a(), a(5), b(), a.__closure__[0].cell_contents)
print([f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]])
def append(x, to=[]):
    to.append(x)
    return to
append(1)
print(append(2), append.__defaults__)
def compose(*fs):
    return lambda x: compose(*fs[1:])(fs[0](x)) if fs else x
print(compose(str, len, lambda n: n * 10)(12345))
x = "global"
def shadow():
    try:
        print(x)
        x = 1
    except UnboundLocalError as e:
        print(type(e).__name__)
shadow()
def f(a, /, b, *args, c=3, **kw):
    return a, b, args, c, kw
print(f(1, 2, 3, 4, c=5, d=6), f(1, b=2))
try:
    f(a=1, b=2)
except TypeError as e:
    print("TypeError")
