"""difflib: diffs, ratios, close matches."""
import difflib

a = "one\ntwo\nthree\nfour\n".splitlines(True)
b = "zero\none\ntree\nfour\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "a.txt", "b.txt")))
print("".join(difflib.ndiff(a, b)))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))
print(round(difflib.SequenceMatcher(None, "private", "primate").ratio(), 4))
