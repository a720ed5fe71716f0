"""Morse, pig latin, Vigenère, leet."""
import string

MORSE = dict(zip(string.ascii_uppercase, ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split()))
code = " ".join(MORSE[c] for c in "WASM")
print(code, "".join({v: k for k, v in MORSE.items()}[m] for m in code.split()))
print([w + "way" if w[0] in "aeiou" else w[1:] + w[0] + "ay" for w in "hello apple world".split()], "leet speak".translate(str.maketrans("lest", "1357")))
def vigenere(text, key, sign=1):
    return "".join(chr((ord(c) - 65 + sign * (ord(key[i % len(key)]) - 65)) % 26 + 65) for i, c in enumerate(text))
print(vigenere("ATTACKATDAWN", "LEMON"), vigenere(vigenere("ATTACKATDAWN", "LEMON"), "LEMON", -1))
