"""A trie with prefixes and deletion."""

class Trie:
    def __init__(self):
        self.root = {}
    def add(self, word):
        node = self.root
        for c in word:
            node = node.setdefault(c, {})
        node["$"] = True
    def starting(self, prefix):
        node = self.root
        for c in prefix:
            if c not in node:
                return
            node = node[c]
        stack = [(prefix, node)]
        while stack:
            word, node = stack.pop()
            if "$" in node:
                yield word
            stack.extend((word + c, n) for c, n in sorted(node.items(), reverse=True) if c != "$")

t = Trie()
for w in ("car", "cart", "care", "cat", "dog", "élan"):
    t.add(w)
print(list(t.starting("car")), list(t.starting("x")), list(t.starting("")), list(t.starting("é")))
