# Context managers, exit stacks and generators that are closed.
import contextlib


@contextlib.contextmanager
def named(name):
    print("enter", name)
    try:
        yield name
    except KeyError as error:
        print("swallowed", repr(error))
    finally:
        print("exit", name)


with named("one"), named("two"):
    raise KeyError("x")
with contextlib.ExitStack() as stack:
    for name in "ab":
        stack.enter_context(named(name))
    stack.callback(print, "callback")
    stack.pop_all().close()
with contextlib.suppress(ZeroDivisionError):
    1 / 0


def generator():
    try:
        received = yield 1
        print("received", received)
        yield 2
    except GeneratorExit:
        print("closed")
        raise


running = generator()
print(next(running), running.send("value"))
running.close()
