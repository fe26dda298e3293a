# SPDX-License-Identifier: Apache-2.0
# Whatever cannot be iterated says so, wherever it is iterated; and what an iterator calls may come back to it.
import functools
import itertools
import re
import datetime


class Plain:
    pass


class Odd:
    def __getitem__(self, place):
        raise ValueError("no items")


def attempt(label, function, *args):
    try:
        print(label, function(*args))
    except Exception as error:
        print(label, type(error).__name__, error)


THINGS = [object(), Plain, Plain(), Odd(), 42, None, 1.5, len, int, datetime.date(2024, 1, 1), re.compile("x"), datetime, lambda: 1, property()]
for thing in THINGS:
    name = type(thing).__name__
    for function in (iter, list, tuple, set, sum, sorted, enumerate, all, max, dict):
        attempt((name, function.__name__), lambda: type(function(thing)).__name__)
    attempt((name, "reduce"), functools.reduce, lambda a, b: a, thing)
    attempt((name, "chain"), lambda: list(itertools.chain([1], thing)))
    attempt((name, "in"), lambda: 1 in thing)

    def loop():
        for _ in thing:
            pass

    def unpack():
        first, *rest = thing

    attempt((name, "for"), loop)
    attempt((name, "unpack"), unpack)


def comes_back(number):
    if number == 3:
        print("inside", list(itertools.islice(group, 1)))
    return number // 5


for key, group in itertools.groupby(range(8), comes_back):
    print(key, next(group), next(group))
once = map(lambda item: (item, next(once, None)), iter([1, 2, 3]))
print(list(once))
until = filter(lambda item: (list(until), True)[1], iter([1, 2, 3]))
print(list(until))
