"""random with a seed gives the same everywhere."""
import random

r = random.Random(42)
print([r.randint(1, 100) for _ in range(8)], r.random(), r.choice("abcdef"), r.sample(range(50), 5))
deck = list(range(10))
r.shuffle(deck)
print(deck, [round(r.gauss(0, 1), 6) for _ in range(3)], r.choices("xyz", weights=[1, 1, 8], k=6), r.getrandbits(70), r.randbytes(4))
random.seed("text")
print(random.random(), random.uniform(1, 2), random.triangular(), random.expovariate(1.5), random.betavariate(2, 3))
state = r.getstate()
a = r.random()
r.setstate(state)
print(a == r.random())
