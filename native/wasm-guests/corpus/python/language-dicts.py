"""Dictionaries: order, views, merging, defaults, changing while iterating."""

d = {"b": 1, "a": 2}
d |= {"c": 3}
print(d, d | {"a": 9}, d.keys() & {"a", "z"}, list(d.items()), d.pop("b"), d.setdefault("x", []), d.get("nope"), list(reversed(d)))
d.update(a=5, y=6)
print(d, {**d, "z": 0}, dict.fromkeys("ab", 0), "a" in d, sorted(d, key=str), {v: k for k, v in {"p": 1}.items()}, d.popitem())
try:
    for k in d:
        d[k + "2"] = 1
except RuntimeError as e:
    print(e)
print({1: "int", 1.0: "float", True: "bool"}, {(1, 2): "t"}[1, 2], {frozenset({1}): 2})
class Upper(dict):
    def __missing__(self, key):
        return key.upper()
print(Upper(a=1)["b"], len({}), bool({}), {}.get("a", {}).get("b"))
