"""A cellular automaton and a random text by Markov chains, seeded."""
import random
from collections import defaultdict

row = "0" * 20 + "1" + "0" * 20
for _ in range(8):
    print(row.replace("0", ".").replace("1", "#"))
    row = "".join(str(30 >> int(("0" + row + "0")[i:i + 3], 2) & 1) for i in range(len(row)))
words = "the cat sat on the mat and the cat ran to the mat".split()
chain = defaultdict(list)
for a, b in zip(words, words[1:]):
    chain[a].append(b)
rng, word, out = random.Random(5), "the", []
for _ in range(12):
    out.append(word)
    word = rng.choice(chain.get(word) or words)
print(" ".join(out))
