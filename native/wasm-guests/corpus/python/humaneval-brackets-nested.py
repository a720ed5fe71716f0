"""Whether brackets nest; words kept by length; numbers by name."""
import re

print([bool(re.search(r"\[.*\[.*\].*\]", s)) for s in ("[[]]", "[][]", "[[][]]", "[]]]]]][[[[[]")])
NAMES = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]
print([NAMES[x] for x in sorted([2, 1, 1, 4, 5, 8, 2, 3, -1, 55], reverse=True) if 1 <= x <= 9], [len(w) for w in re.split(r"\W+", "Count the lengths, of words!") if w])
def ends_like_a_word(t):
    return len(t.split(" ")[-1]) == 1 and t[-1:].isalpha()
print([ends_like_a_word(t) for t in ("apple pie", "apple pi e", "apple pi e ", "")])
