"""Swapping case and shifting vowels; digits of the largest prime; dictionaries of one case."""

def encode(text):
    return "".join(chr(ord(c) + 2) if c.lower() in "aeiou" else c for c in text.swapcase())

print(encode("test"), encode("This is a message"))
xs = [0, 3, 2, 1, 3, 5, 7, 4, 5, 5, 5, 2, 181, 32, 4, 32, 3, 2, 32, 324, 4, 3]
print(sum(map(int, str(max(x for x in xs if x > 1 and all(x % d for d in range(2, int(x**0.5) + 1)))))))
print([bool(d) and (all(isinstance(k, str) and k.islower() for k in d) or all(isinstance(k, str) and k.isupper() for k in d)) for d in ({"a": 1, "b": 2}, {"a": 1, "A": 2}, {8: 1}, {}, {"STATE": "NC"})])
