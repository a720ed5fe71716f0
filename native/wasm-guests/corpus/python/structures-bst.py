"""A search tree: insertion, deletion, order, height, the nearest common parent."""

class BST:
    def __init__(self):
        self.root = None
    def insert(self, key):
        self.root = self._insert(self.root, key)
    def _insert(self, node, key):
        if node is None:
            return [key, None, None]
        side = 1 if key < node[0] else 2
        node[side] = self._insert(node[side], key)
        return node
    def delete(self, key):
        self.root = self._delete(self.root, key)
    def _delete(self, node, key):
        if node is None:
            return None
        if key != node[0]:
            side = 1 if key < node[0] else 2
            node[side] = self._delete(node[side], key)
            return node
        if node[1] is None or node[2] is None:
            return node[1] or node[2]
        least = node[2]
        while least[1]:
            least = least[1]
        return [least[0], node[1], self._delete(node[2], least[0])]
    def ordered(self, node="root"):
        node = self.root if node == "root" else node
        return [] if node is None else self.ordered(node[1]) + [node[0]] + self.ordered(node[2])
    def height(self, node="root"):
        node = self.root if node == "root" else node
        return 0 if node is None else 1 + max(self.height(node[1]), self.height(node[2]))

t = BST()
for k in (50, 30, 70, 20, 40, 60, 80):
    t.insert(k)
for k in (20, 30, 50, 99):
    t.delete(k)
print(t.ordered(), t.height(), t.root[0])
