"""A backtracking matcher of small patterns against re."""
import re

def match_here(p, t):
    if not p:
        return True
    if len(p) > 1 and p[1] == "*":
        return match_here(p[2:], t) or bool(t) and p[0] in (".", t[0]) and match_here(p, t[1:])
    if p == "$":
        return not t
    return bool(t) and p[0] in (".", t[0]) and match_here(p[1:], t[1:])

def match(p, t):
    if p.startswith("^"):
        return match_here(p[1:], t)
    return any(match_here(p, t[i:]) for i in range(len(t) + 1))

cases = [("a*b", "aaab"), ("^a.c$", "abc"), ("x", "abc"), ("^$", ""), (".*z", "abcz"), ("a*$", "bbb"), ("^b", "ab")]
print([(match(p, t), match(p, t) == bool(re.search(p, t))) for p, t in cases])
