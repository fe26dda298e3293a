# SPDX-License-Identifier: Apache-2.0
from math import *
from collections import *
from itertools import *
from functools import reduce

print(sqrt(16), pi, floor(2.7), pow(2, 3), Counter("aab"), deque([1]), list(islice(count(), 3)), reduce(lambda a, b: a + b, [1, 2]))


def area(r):
    return pi * r ** 2


class Circle:
    def turn(self):
        return sin(pi / 2) + len([1])


print(round(area(2), 3), Circle().turn(), [gcd(n, 6) for n in range(3)], factorial(5), max(1, 2))
try:
    print(undefined_anywhere)
except NameError as error:
    print(error)
e = 5
print(e)
try:
    from nowhere import *
except ModuleNotFoundError as error:
    print(error)
