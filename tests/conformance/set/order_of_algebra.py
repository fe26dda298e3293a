# SPDX-License-Identifier: Apache-2.0
import random

random.seed(5)
for _ in range(60):
    s = set()
    for _ in range(random.randint(1, 60)):
        v = random.randint(-50, 300)
        if random.random() < 0.1 and v in s:
            s.discard(v)
        else:
            s.add(v)
    t = {random.randint(0, 100) for _ in range(random.randint(1, 30))}
    print(s, t, s & t, s | t, s - t, t - s, t & s, sep="\n")
    print(s.union(t, [5]), s.intersection([1, 5, 60]), s.difference(t), frozenset(s) | t)
