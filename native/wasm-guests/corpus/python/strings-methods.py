"""The many methods of str."""

s = "The quick brown fox, the lazy dog"
print(s.partition(", "), s.rpartition("the"), s.split("o", 2), s.rsplit(None, 2))
print(s.casefold().count("the"), s.find("fox"), s.rfind("o"), s.index("q"), s.title(), s.swapcase())
print("a-b_c d".translate(str.maketrans({"-": "", "_": " ", "d": "D"})), "ß".upper(), "ﬁ".upper(), "İ".lower())
print("prefix-body".removeprefix("prefix-"), "name.py".removesuffix(".py"), "x".center(7, "."), "42".zfill(5), "-42".zfill(5))
print("line1\nline2\r\nline3\x0bline4".splitlines(), "tab\tx".expandtabs(4), "é".encode(), "é".isidentifier(), "²".isdigit(), "½".isnumeric())
try:
    s.index("zebra")
except ValueError as e:
    print(e)
