# Doctests of this very file.
"""
>>> double(4)
8
>>> double([])
[]
>>> 1 / 0
Traceback (most recent call last):
ZeroDivisionError: division by zero
>>> double(5)
11
"""
import contextlib
import doctest
import io


def double(value):
    """
    >>> double("ab")
    'abab'
    """
    return value * 2


with contextlib.redirect_stdout(io.StringIO()) as buffer:
    result = doctest.testmod()
print(result, "Expected:\n    11\nGot:\n    10" in buffer.getvalue())
