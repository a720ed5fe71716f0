# A pattern over a megabyte of text.
import re

text = "".join(f"user{n}@host{n % 17}.example.org, phone {n * 7919 % 10**7:07}; " for n in range(20_000))
print(len(text), len(re.findall(r"[\w.]+@[\w.]+\.org", text)), sum(map(int, re.findall(r"phone (\d{7})", text))))
print(len(re.sub(r"\d", "", text)), len(re.split(r"[,;] ", text)), re.search(r"user19999@\S+", text)[0])
