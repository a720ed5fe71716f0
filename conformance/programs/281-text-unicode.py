# Normal forms, cases, categories and widths.
import unicodedata

for text in ("ﬁ", "Å", "ẞ", "İ", "ﷺ", "ǆ"):
    print(text, text.upper(), text.lower(), text.casefold(), text.title(),
          [len(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")])
print(unicodedata.name("🦀"), unicodedata.category("़"), unicodedata.east_asian_width("世"), unicodedata.unidata_version)
print("ß".isidentifier(), "٣".isdigit(), int("٣٤"), "²".isdecimal())
print("\u2028a\x0bb\x85c".splitlines())
print(sorted(["zebra", "Äpfel", "apfel", "Zoo", "éclair"]), "straße".upper(), "ΑΣ".lower())
