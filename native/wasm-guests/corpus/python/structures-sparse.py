"""Bit sets, Bloom filters, sparse vectors."""
import hashlib

class Bloom:
    def __init__(self, bits=256, hashes=3):
        self.bits, self.hashes, self.field = bits, hashes, 0
    def places(self, item):
        digest = hashlib.sha256(item.encode()).digest()
        return [int.from_bytes(digest[i * 4:i * 4 + 4], "big") % self.bits for i in range(self.hashes)]
    def add(self, item):
        for p in self.places(item):
            self.field |= 1 << p
    def __contains__(self, item):
        return all(self.field >> p & 1 for p in self.places(item))

b = Bloom()
for w in ("apple", "pear", "fig"):
    b.add(w)
print([w in b for w in ("apple", "fig", "kiwi")], bin(b.field).count("1"))
a, c = {0: 1.5, 7: 2}, {7: 4, 9: 1}
print(sum(v * c.get(i, 0) for i, v in a.items()), [i for i in range(10) if 0b1010010 >> i & 1])
