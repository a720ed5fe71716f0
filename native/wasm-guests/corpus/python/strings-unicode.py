"""Normal forms, names and categories of characters."""
import unicodedata

for c in "é", "ß", "日", "😀", "\u0301", "Ω", "Å":
    print(c, [f"U+{ord(x):04X}" for x in c], unicodedata.name(c[0], "?"), unicodedata.category(c[0]))
a, b = "café", "cafe\u0301"
print(a == b, unicodedata.normalize("NFC", b) == a, len(a), len(b), len(unicodedata.normalize("NFD", a)))
print("".join(x for x in unicodedata.normalize("NFKD", "Crème Brûlée ﬁn") if not unicodedata.combining(x)))
print("😀"[0] == "😀", len("👨‍👩‍👧"), "👨‍👩‍👧".encode("utf-8").hex(" "))
