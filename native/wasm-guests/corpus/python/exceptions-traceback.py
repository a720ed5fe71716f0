"""Formatting a traceback as text."""
import traceback
import sys

def inner(x):
    return 10 / x

def outer():
    try:
        inner(0)
    except ZeroDivisionError as e:
        raise RuntimeError("wrapped") from e

try:
    outer()
except RuntimeError as e:
    lines = traceback.format_exception(e)
    print(len([x for x in lines if x.startswith("  File")]), lines[-1].strip(), "direct cause" in "".join(lines))
    print([f.name for f in traceback.extract_tb(e.__traceback__)], sys.exc_info()[0].__name__)
    print([(f.name, f.line) for f in traceback.extract_tb(e.__cause__.__traceback__)])
print(traceback.format_exception_only(ValueError("one\ntwo")))
