"""Longest palindrome in a text, by growing from each centre."""

def longest(text):
    best = ""
    for i in range(len(text)):
        for j in (i, i + 1):
            a, b = i, j
            while a >= 0 and b < len(text) and text[a] == text[b]:
                a, b = a - 1, b + 1
            if b - a - 1 > len(best):
                best = text[a + 1:b]
    return best

for text in ("babad", "cbbd", "", "x", "forgeeksskeegfor", "été", "日本本日"):
    print(text, "->", longest(text))
