"""Groups: optional, nested, named, referred to."""
import re

m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d\d))?", "2024-05 rest")
print(m.groups(), m.groupdict(), m.span("month"), m.start(), m.end(), m.string[m.end():], m.lastindex)
print(re.search(r"\b(\w+)\s+\1\b", "this is is a test").group(1))
print([m.span() for m in re.finditer(r"(?=aba)", "ababababa")])
print(re.match(r"(a|b)*?c", "abac").regs, re.escape("a.b*c?"), re.compile(r"x", re.M | re.I))
try:
    re.compile(r"(unclosed")
except re.error as e:
    print(type(e).__name__, e, e.pos)
