"""pprint and reprlib."""
import pprint
import reprlib

data = {"users": [{"id": i, "name": "user" * 3, "tags": ["a", "b"] * 3} for i in range(3)], "empty": {}, "t": (1,)}
pprint.pprint(data, width=60)
pprint.pprint(data, depth=1)
pprint.pprint({"b": 1, "a": 2}, sort_dicts=False)
print(pprint.pformat(["x" * 30] * 3), reprlib.repr(list(range(100))), reprlib.repr("z" * 100))
