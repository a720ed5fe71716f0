"""Generators in a pipe, with send, throw, close and yield from."""

def numbers(n):
    for i in range(n):
        received = yield i
        if received:
            print("got", received)

def averages():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        total, count = total + value, count + 1
        average = total / count

g = numbers(4)
print(next(g), g.send("hi"), next(g), list(g))
a = averages()
next(a)
print([a.send(x) for x in (10, 20, 60)])
def guarded():
    try:
        yield 1
        yield 2
    except ValueError as e:
        yield f"caught {e}"
    finally:
        print("closed")
g = guarded()
print(next(g), g.throw(ValueError("v")))
g.close()
def both():
    x = yield from inner()
    print("inner gave", x)
def inner():
    yield from "ab"
    return 99
print(list(both()), sum(x * x for x in range(10) if x % 2))
