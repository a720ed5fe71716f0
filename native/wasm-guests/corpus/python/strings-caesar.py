"""Caesar cipher, there and back."""

def shift(text, by):
    def one(c):
        if not c.isascii() or not c.isalpha():
            return c
        base = ord("A") if c.isupper() else ord("a")
        return chr((ord(c) - base + by) % 26 + base)
    return "".join(map(one, text))

for by in (3, -3, 13, 27):
    secret = shift("Attack at Dawn! ünïcode 42", by)
    print(by, secret, shift(secret, -by) == "Attack at Dawn! ünïcode 42")
