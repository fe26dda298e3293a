# SPDX-License-Identifier: Apache-2.0
import math
import random
print(math.pi, math.e, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.9), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.exp(1), math.pow(2, 0.5), math.fabs(-1), math.factorial(20), math.gcd(12, 18), math.isnan(float('nan')), math.isinf(1e400), math.inf, math.hypot(3, 4), math.fsum([0.1] * 10), math.copysign(1, -0.0), math.isclose(0.1 + 0.2, 0.3), math.prod([2, 3]), math.comb(5, 2), math.degrees(math.pi), math.sin(1), math.atan2(1, 2), math.modf(1.5), math.frexp(8.0))
for bad in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.floor('a'), lambda: math.factorial(-1), lambda: math.log(-1, 2), lambda: math.sqrt('x'), lambda: math.floor(float('inf')), lambda: math.exp(1000)]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
random.seed(42)
print(random.random(), random.randint(1, 6), [random.randrange(10) for _ in range(5)], random.choice('abc'), random.uniform(1, 2))
items = list(range(8))
random.shuffle(items)
print(items, random.sample(range(100), 3), random.choices('ab', k=4), random.getrandbits(40))
random.seed('text')
print(random.random())
