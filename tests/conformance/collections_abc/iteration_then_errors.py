# SPDX-License-Identifier: Apache-2.0
# What iterates by the methods of abstract classes leaves the lines of later errors right.
import traceback
from collections import UserDict
from collections.abc import Mapping, MutableSequence, Sequence


class Row(MutableSequence):
    def __init__(self, *items):
        self.items = list(items)

    def __getitem__(self, place):
        return self.items[place]

    def __setitem__(self, place, item):
        self.items[place] = item

    def __delitem__(self, place):
        del self.items[place]

    def __len__(self):
        return len(self.items)

    def insert(self, place, item):
        self.items.insert(place, item)


class Names(Mapping):
    def __getitem__(self, name):
        return name * 2

    def __iter__(self):
        return iter(("a", "b"))

    def __len__(self):
        return 2


class Broken(Sequence):
    def __getitem__(self, place):
        if place == 2:
            raise ValueError("broken")
        return place

    def __len__(self):
        return 3


def fail():
    raise KeyError("later")


def check(work):
    try:
        print(work.__name__, work())
    except Exception as error:
        print(type(error).__name__, error)
        print([entry.name for entry in traceback.extract_tb(error.__traceback__)][:2])
    try:
        fail()
    except KeyError as error:
        print([(entry.name, entry.line) for entry in traceback.extract_tb(error.__traceback__)], error.__context__)


def lists():
    return list(Row(1, 2)), list(reversed(Row(1, 2))), 2 in Row(1, 2), Row(1, 2).index(2)


def half():
    rows = [iter(Row(1, 2, 3)) for _ in range(3)]
    return [next(row) for row in rows] + [next(row) for row in rows], dict(zip("ab", rows[0]))


def changes():
    row = Row(1, 2)
    row.extend(row)
    row.remove(2)
    row.reverse()
    row += (5, 6)
    row.pop()
    items = list(row)
    row.clear()
    return items, row.items


def mappings():
    names = Names()
    user = UserDict(a=1)
    return list(names.items()), list(names.values()), user.keys() | {"b"} == {"a", "b"}, "aa" in names.values(), names == {"a": "aa", "b": "bb"}


def broken():
    return list(Broken())


def broken_in_loop():
    for item in Broken():
        print(item)


for work in (lists, half, changes, mappings, broken, broken_in_loop):
    check(work)
