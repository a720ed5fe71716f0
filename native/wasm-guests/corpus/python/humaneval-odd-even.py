"""Even and odd palindromes; counting digits; numbers with odd digits only; days of a date."""
import re

def palindromes(n):
    found = [i for i in range(1, n + 1) if str(i) == str(i)[::-1]]
    return sum(i % 2 == 0 for i in found), sum(i % 2 for i in found)

print(palindromes(12), palindromes(100), [x for x in [15, 33, 1422, 1] if not re.search("[02468]", str(x))], sum(sum((-1 if x < 0 and i == 0 else 1) * int(d) for i, d in enumerate(str(abs(x)))) > 0 for x in [-1, 11, -11]))
def valid(date):
    m = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", date)
    return bool(m) and 1 <= int(m[1]) <= 12 and 1 <= int(m[2]) <= (29 if m[1] == "02" else 30 if m[1] in ("04", "06", "09", "11") else 31)
print([valid(d) for d in ("03-11-2000", "15-01-2012", "04-0-2040", "06-31-2020", "02-29-2021")])
