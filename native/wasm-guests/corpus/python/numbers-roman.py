"""Roman numerals, both ways."""
PAIRS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]

def roman(n):
    out = ""
    for value, letters in PAIRS:
        count, n = divmod(n, value)
        out += letters * count
    return out

def number(text):
    values = [dict((b, a) for a, b in PAIRS)[c] for c in text]
    return sum(-a if a < b else a for a, b in zip(values, values[1:] + [0]))

print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 3999)], all(number(roman(n)) == n for n in range(1, 4000)))
