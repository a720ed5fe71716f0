"""Walking a tree lazily, in three orders."""

class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def pre(self):
        yield self.value
        for child in (self.left, self.right):
            if child:
                yield from child.pre()

    @classmethod
    def of(cls, values):
        if not values:
            return None
        mid = len(values) // 2
        return cls(values[mid], cls.of(values[:mid]), cls.of(values[mid + 1:]))

t = Tree.of(list(range(10)))
print(list(t), list(t.pre()), 7 in list(t), max(t))
