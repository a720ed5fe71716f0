"""Counting the words of standard input."""
import sys
from collections import Counter

first = input()
print("first:", first)
rest = sys.stdin.read()
words = Counter(w.strip(".,").lower() for w in rest.split())
for word, n in sorted(words.items(), key=lambda x: (-x[1], x[0]))[:5]:
    print(f"{n:3} {word}")
try:
    input()
except EOFError as e:
    print("EOFError:", e)
