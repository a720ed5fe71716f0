# Regular expressions: groups, looks, flags, possessive, replacements, errors.
import re

print(re.findall(r"(?P<key>\w+)=(?P<value>\"[^\"]*\"|\S+)", 'a=1 b="two words" ü=x'))
print(re.sub(r"(?<=\d)(?=(?:\d{3})+\b)", ",", "1234567 and 89"), re.split(r"([,;])\s*", "a, b;c"))
print(re.match(r"(a+)+$", "a" * 25).span(), re.fullmatch(r"a++b", "aaab"), re.search(r"(?>a*)ab", "aaab"))
print(re.findall(r"(?im)^x.$", "xa\nXb\nyx"), re.sub(r"(\w)(\w*)", lambda m: m[1].upper() + m[2], "two words"))
print(re.compile(r"""(?x) \d+ # digits
    (?: \. \d* )?""").findall("1 2.5 .7"), re.escape("a.b*c"), re.search(r"\b世\w", "hallo 世界")[0])
print(re.match(rb"\xff+", b"\xff\xff")[0], re.search(r"(a)|(b)", "b").groups(), re.subn("x*", "-", "abxd"))
for bad in ("(", "[z-a]", "*", r"(?P<1>x)", r"\1", "a{3,1}"):
    try:
        re.compile(bad)
    except re.error as error:
        print(bad, error)
