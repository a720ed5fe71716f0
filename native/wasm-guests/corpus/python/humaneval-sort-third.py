"""Sorting every third element; sorting the even places."""

def third(xs):
    xs = xs[:]
    xs[::3] = sorted(xs[::3])
    return xs

def evens(xs):
    xs = xs[:]
    xs[::2] = sorted(xs[::2])
    return xs

print(third([5, 6, 3, 4, 8, 9, 2]), evens([5, 8, -12, 4, 23, 2, 3, 11, 12, -10]), sorted(set([5, 3, 5, 2, 3, 3, 9, 0, 123])))
