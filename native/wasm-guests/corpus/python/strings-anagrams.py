"""Anagrams in groups."""
from collections import defaultdict

def groups(words):
    found = defaultdict(list)
    for word in words:
        found["".join(sorted(word))].append(word)
    return sorted(sorted(g) for g in found.values() if len(g) > 1)

print(groups(["eat", "tea", "tan", "ate", "nat", "bat", "tab", "xyz"]))
print(groups([]))
