# File names beyond ASCII, in two normal forms, and some that are no UTF-8.
import os

os.mkdir("names")
names = ["grün", "gru\u0308n", "世界", "🦀", "ﬁ", "İ", "a\u202eb", "\u200b"]
for name in names:
    with open(f"names/{name}", "w") as file:
        file.write(name)
for name in (b"\xff\xfe", b"latin-\xfc", b"\xed\xa0\x80", b"\xc3"):
    with open(b"names/" + name, "wb") as file:
        file.write(name)
listed = os.listdir("names")
print(len(listed), len(set(listed)), set(names) <= set(listed))
print(sorted(ascii(name) for name in listed if name not in names))
print(sorted(os.listdir(b"names"))[-1], os.fsencode("\udcff"), open("names/\udcff\udcfe", "rb").read())
try:
    print("\udcff")
except UnicodeEncodeError as error:
    print(type(error).__name__, error.reason)
os.rename("names/世界", "names/renamed-世界")
print(open("names/renamed-世界").read())
