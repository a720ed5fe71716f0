"""Context managers of many kinds."""
from contextlib import contextmanager, suppress, ExitStack, closing, redirect_stdout, nullcontext, ContextDecorator, chdir
import io
import os

@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except ZeroDivisionError:
        print("swallowed")
    finally:
        print(f"</{name}>")

with tag("a") as a, tag("b"):
    print(a)
with tag("c"):
    1 / 0
with suppress(KeyError, ValueError):
    int("x")
with ExitStack() as stack:
    for n in "xyz":
        stack.enter_context(tag(n))
    stack.callback(print, "callback")
out = io.StringIO()
with redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))

class timed(ContextDecorator):
    def __enter__(self):
        print("in")
        return self
    def __exit__(self, *exc):
        print("out", exc[0])
        return False

@timed()
def work():
    print("work")

work()
with nullcontext(5) as five, closing(io.StringIO("x")) as f:
    print(five, f.read())
print(f.closed)
