# SPDX-License-Identifier: Apache-2.0
from collections import OrderedDict, defaultdict, deque, namedtuple, Counter
from collections.abc import (ByteString, Callable, Collection, Container, Generator, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping,
                             MappingView, MutableMapping, MutableSequence, MutableSet, Reversible, Sequence, Set, Sized, ValuesView)


class Empty:
    pass


class Bag:
    def __init__(self):
        self.items = [1, 2]

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return 2

    def __contains__(self, item):
        return item in self.items


class Unhashable:
    def __eq__(self, other):
        return True


class Steps:
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self

    def __call__(self):
        return 1


values = {
    "int": 1, "str": "a", "list": [1], "tuple": (1,), "dict": {1: 2}, "set": {1}, "frozenset": frozenset([1]), "bytes": b"a",
    "bytearray": bytearray(b"a"), "range": range(3), "generator": (x for x in [1]), "deque": deque([1]), "odict": OrderedDict(),
    "defaultdict": defaultdict(int), "counter": Counter("a"), "None": None, "func": len, "lambda": lambda: 1, "type": int,
    "keys": {}.keys(), "items": {}.items(), "values": {}.values(), "iter": iter([1]), "map": map(str, []), "zip": zip(), "bag": Bag(),
    "empty": Empty(), "unhashable": Unhashable(), "steps": Steps(), "float": 1.5, "enumerate": enumerate([]), "exception": ValueError("x"),
    "named": namedtuple("N", "a")(1),
}
classes = (Callable, Collection, Container, Generator, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet,
           Reversible, Sequence, Set, Sized, MappingView, KeysView, ItemsView, ValuesView, ByteString)
for name, value in values.items():
    print(name, [cls.__name__ for cls in classes if isinstance(value, cls)])
print(issubclass(list, Sequence), issubclass(dict, Mapping), issubclass(Bag, Collection), issubclass(str, Iterable), issubclass(int, Iterable))
print(Mapping, Iterable[int], Callable[[int], str], Mapping.__name__, Mapping.__module__, sorted(Mapping.__abstractmethods__))
