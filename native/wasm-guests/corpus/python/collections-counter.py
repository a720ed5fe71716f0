"""Counter arithmetic and most common words."""
from collections import Counter
import re

text = "the cat and the hat and the bat sat on the mat"
c = Counter(re.findall(r"\w+", text))
print(c.most_common(3), c["dog"], sum(c.values()), c.total())
a, b = Counter("mississippi"), Counter("missouri")
print(a & b, a | b, sorted((a - b).items()), a + b == b + a)
a.subtract(b)
print(sorted(a.items()), +a, list(Counter(x=2, y=0, z=-1).elements()))
