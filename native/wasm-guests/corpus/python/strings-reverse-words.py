"""Words of a sentence in reverse, with the case of their first letters kept in place."""

def reverse_words(sentence):
    words = sentence.split()
    return " ".join(w[::-1].capitalize() if w[0].isupper() else w[::-1] for w in words)

for text in ("Hello World", "the Quick brown Fox", "", "a", "  spaced   out  "):
    print(repr(reverse_words(text)))
