"""A tokenizer from one pattern with named groups."""
import re

SPEC = [("NUMBER", r"\d+(\.\d*)?"), ("NAME", r"[A-Za-z_]\w*"), ("OP", r"[+\-*/=()]"), ("SKIP", r"[ \t]+"), ("BAD", r".")]
PATTERN = re.compile("|".join(f"(?P<{n}>{p})" for n, p in SPEC))

def tokens(text):
    for m in PATTERN.finditer(text):
        if m.lastgroup == "BAD":
            raise SyntaxError(f"{m.group()!r} at {m.start()}")
        if m.lastgroup != "SKIP":
            yield m.lastgroup, m.group()

print(list(tokens("x = 3.14 * (radius - 2)")))
try:
    list(tokens("a $ b"))
except SyntaxError as e:
    print("error:", e)
