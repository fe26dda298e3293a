import random
import secrets

system = random.SystemRandom()
print(type(system).__name__, isinstance(system, random.Random), secrets.SystemRandom is random.SystemRandom)
print(all(0 <= system.random() < 1 for _ in range(200)), len({system.random() for _ in range(200)}))
print(all(0 <= system.getrandbits(5) < 32 for _ in range(200)), system.getrandbits(0), system.getrandbits(100) < 2**100)
print(sorted({system.randint(1, 3) for _ in range(200)}), sorted({system.choice("ab") for _ in range(200)}))
print(len(system.randbytes(7)), type(system.randbytes(0)), system.seed(1), system.seed())
print(sorted(system.sample(range(10), 10)), sorted(system.choices("x", k=3)))
letters = list("abcdef")
system.shuffle(letters)
print(sorted(letters), 1 <= system.uniform(1, 2) <= 2, isinstance(system.gauss(0, 1), float))
random.seed(5)
before = random.random()
random.seed(5)
system.random(), secrets.token_hex(), secrets.randbelow(9), system.randrange(0, 10**30, 7)
print(random.random() == before)
for wrong in (lambda: system.getrandbits(-1), lambda: system.randrange(0), lambda: system.choice([])):
    try:
        wrong()
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
