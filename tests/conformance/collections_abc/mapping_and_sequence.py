# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence


class Lower(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.store = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        return self.store[key.lower()]

    def __setitem__(self, key, value):
        self.store[key.lower()] = value

    def __delitem__(self, key):
        del self.store[key.lower()]

    def __iter__(self):
        return iter(self.store)

    def __len__(self):
        return len(self.store)


h = Lower({"A": 1}, B=2)
h["Content"] = 3
print(h["CONTENT"], "a" in h, "z" in h, h.get("A"), h.get("q"), h.get("q", 5), len(h), list(h), dict(h))
print(list(h.keys()), list(h.values()), list(h.items()), h == {"a": 1, "b": 2, "content": 3}, h != {})
print(h.pop("A"), h.pop("A", None), h.setdefault("N", []), h.setdefault("N", 1), h.popitem(), sorted(h))
h.update([("x", 1), ("y", 2)])
print(sorted(h.items()), 2 in h.values(), ("x", 1) in h.items(), h.keys() & {"x", "q"}, {**h} == dict(h))
try:
    h.pop("nope")
except KeyError as error:
    print("KeyError", error)
h.clear()
print(len(h), bool(h), isinstance(h, Mapping), isinstance(h, dict))


class Countdown(Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(self.n))]
        if i < 0:
            i += self.n
        if not 0 <= i < self.n:
            raise IndexError(i)
        return self.n - i


c = Countdown(4)
print(list(c), 3 in c, 9 in c, c.index(2), c.count(1), list(reversed(c)), c[1:3], c[-1], max(c))
try:
    c.index(99)
except ValueError as error:
    print("ValueError", repr(error))


class Typed(MutableSequence):
    def __init__(self, *items):
        self.items = list(items)

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __len__(self):
        return len(self.items)

    def insert(self, i, v):
        self.items.insert(i, v)


t = Typed(1, 2, 3)
t.append(4)
t.extend([5, 6])
t += [7]
t.reverse()
print(list(t), t.pop(), t.pop(0), t.remove(4), list(t))
for cls in (Mapping, Sequence, MutableMapping):
    try:
        cls()
    except TypeError as error:
        print(error)


class Partial(Mapping):
    def __len__(self):
        return 0


try:
    Partial()
except TypeError as error:
    print(error)
