"""A key-value store with transactions and an index."""

class Store:
    def __init__(self):
        self.data, self.undo = {}, []
    def set(self, key, value):
        if self.undo:
            self.undo[-1].append((key, self.data.get(key)))
        if value is None:
            self.data.pop(key, None)
        else:
            self.data[key] = value
    def begin(self):
        self.undo.append([])
    def rollback(self):
        changes, self.undo[-1:] = self.undo[-1], []
        for key, value in reversed(changes):
            self.data[key] = value
            if value is None:
                del self.data[key]
    def commit(self):
        self.undo.clear()
    def __enter__(self):
        self.begin()
        return self
    def __exit__(self, kind, *rest):
        self.rollback() if kind else self.commit()
        return kind is KeyError

s = Store()
s.set("a", 1)
with s:
    s.set("a", 2)
    s.set("b", 3)
    raise KeyError
print(s.data)
with s:
    s.set("a", None)
print(s.data, s.undo)
