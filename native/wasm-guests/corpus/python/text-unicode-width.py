"""Encodings of one text, counting bytes and code points, grapheme-like grouping."""
import unicodedata

text = "naïve café 日本 😀 e\u0301"
for encoding in ("utf-8", "utf-16-be", "utf-32-le", "latin-1", "ascii", "cp1252", "shift_jis"):
    try:
        print(encoding, len(text.encode(encoding)))
    except UnicodeEncodeError as e:
        print(encoding, "!", e.start, text.encode(encoding, "replace")[:8], text.encode(encoding, "xmlcharrefreplace")[-10:])
groups = []
for c in text:
    if groups and unicodedata.combining(c):
        groups[-1] += c
    else:
        groups.append(c)
print(len(text), len(groups), groups[-1], [unicodedata.east_asian_width(c) for c in "a日"], text.upper(), text.title(), sorted("bäaàz"))
