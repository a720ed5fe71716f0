# Seeded random numbers of every distribution; the system's are different each time.
import os
import random
import secrets

random.seed(20240506)
print(random.random(), random.randint(1, 10**20), random.getrandbits(70), random.choices("abc", [1, 2, 3], k=5))
print(random.gauss(0, 1), random.expovariate(2), random.betavariate(1, 2), random.sample(range(100), 5))
items = list(range(10))
random.shuffle(items)
print(items, random.triangular(), random.Random("text").random(), random.Random(b"b").randbytes(4))
print(len(os.urandom(32)), os.urandom(16) != os.urandom(16), secrets.token_hex(4) != secrets.token_hex(4))
print(len(os.getrandom(10)), len(os.getrandom(300, os.GRND_NONBLOCK)), random.SystemRandom().random() < 1)
