# SPDX-License-Identifier: Apache-2.0
class Bag:
    def __init__(self, items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, key):
        return self.items[key]

    def __setitem__(self, key, value):
        self.items[key] = value

    def __delitem__(self, key):
        del self.items[key]

    def __contains__(self, value):
        return value in self.items

    def __iter__(self):
        return iter(self.items)

    def __add__(self, other):
        return Bag(self.items + list(other))

    def __radd__(self, other):
        return Bag(list(other) + self.items)

    def __bool__(self):
        return 'false' not in self.items

    def __call__(self, n):
        return self.items * n

    def __lt__(self, other):
        return len(self) < len(other)

    def __str__(self):
        return 'bag of ' + str(self.items)

    def __repr__(self):
        return f'Bag({self.items!r})'

    def __hash__(self):
        return 7

    def __eq__(self, other):
        return self.items == getattr(other, 'items', None)

    def __getattr__(self, name):
        return 'no ' + name

    def __format__(self, spec):
        return f'<{spec}>'

    def __neg__(self):
        return Bag(reversed(self.items))


b = Bag('ab')
b[0] = 'z'
print(len(b), b[0], b[-1], b[:1], 'z' in b, list(b), b + ['c'], [1] + b, bool(b), bool(Bag(['false'])), b(2), str(b), repr(b), [b], f'{b:x}', b.anything, -b, sorted([Bag('xyz'), Bag('a')]), {b: 1}[Bag('zb')], b == Bag('zb'), b != Bag('q'))
del b[0]
print(b, [x for x in b], max(Bag([3, 9])), sum(Bag([1, 2])), sorted(Bag('ba')), tuple(b), *b)
