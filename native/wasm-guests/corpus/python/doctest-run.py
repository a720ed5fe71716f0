"""doctest within a program.

>>> add(1, 2)
3
>>> add("a", 1)
Traceback (most recent call last):
    ...
TypeError: can only concatenate str (not "int") to str
"""
import doctest

def add(a, b):
    """
    >>> add(2, 2)
    4
    >>> [add(i, i) for i in range(3)]
    [0, 2, 4]
    """
    return a + b

print(doctest.testmod())
