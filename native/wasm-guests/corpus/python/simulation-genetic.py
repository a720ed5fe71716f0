"""A genetic algorithm that spells a word, seeded."""
import random
import string

TARGET, rng = "wasm", random.Random(3)
LETTERS = string.ascii_lowercase

def score(s):
    return sum(a == b for a, b in zip(s, TARGET))

population = ["".join(rng.choice(LETTERS) for _ in TARGET) for _ in range(60)]
for generation in range(200):
    population.sort(key=score, reverse=True)
    if population[0] == TARGET:
        break
    parents = population[:10]
    population = parents + ["".join(rng.choice((a, b)) if rng.random() > 0.1 else rng.choice(LETTERS) for a, b in zip(*rng.sample(parents, 2))) for _ in range(50)]
print(generation, population[0])
