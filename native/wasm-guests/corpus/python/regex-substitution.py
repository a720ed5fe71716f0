"""re.sub with functions, references and flags."""
import re

print(re.sub(r"(\w+)@(\w+)\.com", r"\2: \1", "ann@home.com, bob@work.com"))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "1 apple, 22 pears"))
print(re.subn("a", "b", "banana", count=2))
print(re.split(r"\s*[,;]\s*", "a , b;c ;d"), re.split(r"(-)", "1-2-3"))
print(re.findall(r"(?i)\bthe\b", "The the THE theatre"), re.fullmatch(r"[^\W\d]+", "héllo"))
print(re.sub(r"(?<=\d)(?=(\d{3})+\b)", ",", "1234567 and 1234"))
print(re.sub(r"(?x) (\d{4}) - (\d{2}) - (\d{2})", r"\3.\2.\1", "2024-02-29"))
