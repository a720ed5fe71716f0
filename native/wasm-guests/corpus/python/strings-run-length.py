"""Run-length coding with itertools.groupby."""
from itertools import groupby
import re

def encode(text):
    return "".join(f"{len(list(g))}{c}" for c, g in groupby(text))

def decode(text):
    return "".join(c * int(n) for n, c in re.findall(r"(\d+)(\D)", text))

for text in ("aaabbc", "WWWWWWWWWWWWB", "", "é" * 12):
    print(encode(text), decode(encode(text)) == text)
