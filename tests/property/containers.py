# SPDX-License-Identifier: Apache-2.0
# list, tuple, dict, set, frozenset, range, slice, bytes, bytearray: operators and methods with right and wrong arguments.
import random

SEED = 1
random.seed(SEED)


def check(name, function, *arguments):
    before = ascii(arguments)
    try:
        shown = ascii(function(*arguments))
    except Exception as error:
        shown = type(error).__name__ + ': ' + ascii(str(error))
    after = ascii(arguments)
    print(name, before, '->', shown, '' if after == before else 'now ' + after)


def ordered(items):
    return sorted(items, key=lambda item: (str(type(item)), repr(item)))


def item():
    return random.choice([0, 1, 2, 3, 5, -1, True, False, None, 1.0, 2.5, 'a', 'b', '', (1, 2), (), 'ab', b'x', 10 ** 20, frozenset()])


def items(most=6):
    return [item() for _ in range(random.randrange(most))]


def numbers(most=8):
    return [random.randrange(-3, 4) for _ in range(random.randrange(most))]


def bound():
    return random.choice([None, 0, 1, 2, 3, 7, -1, -2, -9, 10 ** 20, -10 ** 20, True])


def wrong():
    return random.choice([None, 1.5, 'a', b'a', [], (), {}, {1}, 1, 1 + 10 ** 25, len, range(3), slice(1), [1, [2]], {'a': 1}, Ellipsis, int])


LIST = [
    ('append', lambda a, b: a.append(b)), ('extend', lambda a, b: a.extend(b)), ('remove', lambda a, b: a.remove(b)), ('index', lambda a, b: a.index(b)),
    ('count', lambda a, b: a.count(b)), ('insert', lambda a, b: a.insert(b, 'new')), ('pop', lambda a, b: a.pop(b)), ('in', lambda a, b: b in a), ('+', lambda a, b: a + b),
    ('*', lambda a, b: a * b), ('r*', lambda a, b: b * a), ('==', lambda a, b: a == b), ('<', lambda a, b: a < b), ('>=', lambda a, b: a >= b), ('[]', lambda a, b: a[b]), ('r+', lambda a, b: b + a),
    ('sort', lambda a, b: a.sort(b)), ('sort key', lambda a, b: a.sort(key=b)), ('sort reverse', lambda a, b: a.sort(reverse=b)), ('copy', lambda a, b: a.copy(b)), ('list', lambda a, b: list(b)),
    ('tuple', lambda a, b: tuple(b)), ('sorted', lambda a, b: sorted(b)), ('min', lambda a, b: min(a, b)), ('max', lambda a, b: max(b)), ('sum', lambda a, b: sum(a, b)), ('sum', lambda a, b: sum(b)),
    ('zip', lambda a, b: list(zip(a, b))), ('zip strict', lambda a, b: list(zip(a, b, strict=True))), ('enumerate', lambda a, b: list(enumerate(a, b))), ('map', lambda a, b: list(map(b, a))),
    ('filter', lambda a, b: list(filter(b, a))), ('reversed', lambda a, b: list(reversed(b))), ('all any', lambda a, b: [all(b), any(b)]), ('len', lambda a, b: len(b)), ('iter', lambda a, b: list(iter(b))),
    ('next', lambda a, b: next(b)), ('next', lambda a, b: next(iter(a), b)), ('join', lambda a, b: ','.join(b)), ('isinstance', lambda a, b: isinstance(a, b)), ('issubclass', lambda a, b: issubclass(list, b)),
    ('hash', lambda a, b: hash(b) and 0), ('call', lambda a, b: b()), ('attribute', lambda a, b: a.nothing), ('unpack', lambda a, b: [*a, *b]), ('keys', lambda a, b: {**b}), ('star', lambda a, b: print(*b, sep='')),
    ('range', lambda a, b: range(b)), ('slice', lambda a, b: a[b:]), ('bytes', lambda a, b: bytes(b) if b != 1 + 10 ** 25 else 0), ('dict', lambda a, b: dict(b)), ('set', lambda a, b: ordered(set(b))), ('round', lambda a, b: round(b)),
    ('callable', lambda a, b: callable(b)), ('getattr', lambda a, b: getattr(a, b)), ('hasattr', lambda a, b: hasattr(a, b)), ('abs', lambda a, b: abs(b)), ('ord', lambda a, b: ord(b)), ('chr', lambda a, b: chr(b)), ('divmod', lambda a, b: divmod(b, 2)),
    ('pow', lambda a, b: pow(2, b) if b != 1 + 10 ** 25 else 0), ('neg', lambda a, b: -b), ('not', lambda a, b: not b), ('int', lambda a, b: int(b)), ('hex', lambda a, b: hex(b)), ('format', lambda a, b: format(b, '>5')), ('bool', lambda a, b: bool(b)),
]


def change(a, kind, first, last, step, new):
    if kind == 0:
        a[first:last] = new
    elif kind == 1:
        a[first:last:step] = new
    elif kind == 2:
        del a[first:last:step]
    elif kind == 3:
        a[first] = new
    elif kind == 4:
        del a[first]
    elif kind == 5:
        a += new
    elif kind == 6:
        a *= first


for _ in range(500):
    a = items()
    for name, function in LIST:
        check(name, function, list(a), wrong())
    check('index bounds', lambda a, b, c, d: a.index(b, c, d), a, item(), random.randrange(-7, 7), random.randrange(-7, 7))
    check('change', change, list(a), random.randrange(7), bound(), bound(), random.choice([None, 1, 2, -1, -2, 0]), random.choice([items(), wrong(), tuple(items())]))
    check('slice', lambda a, b, c, d: a[b:c:d], a, bound(), bound(), random.choice([None, 1, 2, -1, -3, 0, 10 ** 20]))
    check('slice', lambda a, b, c, d: a[b:c:d], tuple(a), bound(), bound(), random.choice([None, 1, 2, -1, -3, 0, -10 ** 20]))
    check('indices', lambda a, b, c, d: slice(a, b, c).indices(d), bound(), bound(), random.choice([None, 1, -2, 0]), random.randrange(-1, 9))
    check('compare', lambda a, b: [a == b, a != b, a < b, a <= b, a > b, a >= b], a, items())
    check('compare', lambda a, b: [a == b, a != b, a < b, a <= b, a > b, a >= b], tuple(numbers()), tuple(numbers()))
    check('pop', lambda a: a.pop(), list(a))
    check('reverse', lambda a: [a.reverse(), a.clear()], list(a))

for _ in range(500):
    a = items(random.choice([4, 8, 20, 80]))
    check('sort', lambda a: a.sort(), list(a))
    check('sorted', lambda a: sorted(a, reverse=True), list(a))
    check('min', lambda a: [min(a), max(a)], list(a))
    b = [random.choice([random.randrange(100), random.random(), -1]) for _ in range(random.randrange(120))]
    if random.random() < 0.3:
        b.insert(random.randrange(len(b) + 1), random.choice(['x', None, (1,)]))
        b.insert(random.randrange(len(b) + 1), random.choice(['y', None, [1]]))
    calls = []
    check('sort', lambda a: a.sort(), list(b))
    check('sort key', lambda a: a.sort(key=lambda x: x % 7), list(b))
    check('sort key', lambda a: sorted(a, key=lambda x: (type(x).__name__, x), reverse=True), list(b))
    runs = sorted(numbers(40)) + sorted(numbers(40), reverse=True) + numbers(9)
    check('sort runs', lambda a: sorted([(x, i) for i, x in enumerate(a)], key=lambda pair: pair[0], reverse=len(a) % 2), runs)


def key():
    return random.choice(['a', 'b', 'c', 1, 1.0, True, 0, False, None, (1, 2), 2])


def table(most=5):
    return {key(): item() for _ in range(random.randrange(most))}


DICT = [
    ('get', lambda a, b: a.get(b)), ('[]', lambda a, b: a[b]), ('pop', lambda a, b: a.pop(b)), ('pop', lambda a, b: a.pop(b, 'other')), ('setdefault', lambda a, b: a.setdefault(b, 'new')), ('in', lambda a, b: b in a),
    ('update', lambda a, b: a.update(b)), ('|', lambda a, b: a | b), ('r|', lambda a, b: b | a), ('==', lambda a, b: a == b), ('fromkeys', lambda a, b: dict.fromkeys(b, 0)), ('dict', lambda a, b: dict(b)), ('<', lambda a, b: a < b),
    ('keys -', lambda a, b: ordered(a.keys() - b)), ('keys &', lambda a, b: ordered(a.keys() & b)), ('keys |', lambda a, b: ordered(a.keys() | b)), ('keys ^', lambda a, b: ordered(a.keys() ^ b)), ('keys <', lambda a, b: a.keys() < b),
    ('isdisjoint', lambda a, b: a.keys().isdisjoint(b)), ('items', lambda a, b: b in a.items()), ('values', lambda a, b: b in a.values()), ('keys ==', lambda a, b: a.keys() == b), ('update kw', lambda a, b: a.update(b, z=1)), ('+', lambda a, b: a + b),
]
for _ in range(500):
    a, b = table(), table()
    for name, function in DICT:
        check(name, function, dict(a), random.choice([wrong(), key(), table(), [(1, 2)], [('a', 'b'), ('c',)], ['ab', 'cd'], [1], {1, 2}]))
    check('update', lambda a, b: a.update(b), dict(a), b)
    check('popitem', lambda a: a.popitem(), dict(a))
    check('views', lambda a: [a.keys(), a.values(), a.items(), list(reversed(a)), list(reversed(a.items())), len(a.keys())], a)
    check('same', lambda a, b: [a == b, a != b, a.keys() == b.keys(), a.keys() <= b.keys(), a.items() == b.items(), a.items() >= b.items() if b else 0], a, b)
    check('copy', lambda a: [a.copy(), a.clear()], dict(a))
    check('del', lambda a, b: a.__delitem__(b) if False else a.pop(b), dict(a), key())

SET = [
    ('add', lambda a, b: a.add(b)), ('remove', lambda a, b: a.remove(b)), ('discard', lambda a, b: a.discard(b)), ('in', lambda a, b: b in a), ('union', lambda a, b: a.union(b)), ('|', lambda a, b: a | b), ('&', lambda a, b: a & b), ('-', lambda a, b: a - b),
    ('^', lambda a, b: a ^ b), ('r-', lambda a, b: b - a), ('<', lambda a, b: a < b), ('<=', lambda a, b: a <= b), ('==', lambda a, b: a == b), ('>', lambda a, b: a > b), ('intersection', lambda a, b: a.intersection(b)), ('difference', lambda a, b: a.difference(b)),
    ('symmetric', lambda a, b: a.symmetric_difference(b)), ('update', lambda a, b: a.update(b)), ('isdisjoint', lambda a, b: a.isdisjoint(b)), ('issubset', lambda a, b: a.issubset(b)), ('issuperset', lambda a, b: a.issuperset(b)),
    ('difference_update', lambda a, b: a.difference_update(b)), ('intersection_update', lambda a, b: a.intersection_update(b)), ('symmetric_update', lambda a, b: a.symmetric_difference_update(b)), ('+', lambda a, b: a + b),
]


def plain(value):
    """Without the order of a set that has texts in it, which is another one in each process."""
    return [type(value).__name__] + ordered([plain(item) for item in value]) if isinstance(value, (set, frozenset)) else value


for _ in range(500):
    for name, function in SET:
        kind = random.choice([set, frozenset])
        a = kind(items())
        b = random.choice([wrong(), item(), set(items()), frozenset(items()), tuple(items()), {'a': 1}.keys()])
        shown = ascii(plain(b))
        start = ascii(plain(a))
        try:
            result = ascii(plain(function(a, b)))
        except Exception as error:
            result = type(error).__name__ + ': ' + ascii(plain(b) if isinstance(error, KeyError) else str(error))
        print(name, kind.__name__, start, shown, '->', result, ascii(plain(a)))

for _ in range(500):
    a = range(random.randrange(-9, 9), random.randrange(-9, 20), random.choice([1, 2, 3, -1, -2, 5]))
    check('range', lambda a, b: [len(a), list(a), b in a, a.count(b), bool(a), a[::-1], a[1:], list(reversed(a)), hash(a) == hash(range(a.start, a.stop, a.step))], a, item())
    check('range', lambda a, b: a.index(b), a, item())
    check('range', lambda a, b: a[b], a, random.choice([random.randrange(-9, 9), wrong()]))
    check('range', lambda a, b, c, d: a[b:c:d], a, bound(), bound(), random.choice([None, 1, 2, -1, -3, 0]))
    check('range', range, random.choice([1, wrong()]), random.choice([1, 5, wrong()]), random.choice([1, 0, -1, wrong()]))
    check('range', lambda a, b: [a == b, a.start, a.stop, a.step], a, range(random.randrange(-9, 9), random.randrange(-9, 20)))

BYTES = [
    ('+', lambda a, b: a + b), ('*', lambda a, b: a * b if b != 1 + 10 ** 25 else 0), ('in', lambda a, b: b in a), ('find', lambda a, b: a.find(b)), ('count', lambda a, b: a.count(b)), ('index', lambda a, b: a.index(b)), ('split', lambda a, b: a.split(b)), ('strip', lambda a, b: a.strip(b)),
    ('replace', lambda a, b: a.replace(b, b'-')), ('startswith', lambda a, b: a.startswith(b)), ('join', lambda a, b: a.join(b)), ('[]', lambda a, b: a[b]), ('==', lambda a, b: a == b), ('<', lambda a, b: a < b), ('partition', lambda a, b: a.partition(b)),
    ('translate', lambda a, b: a.translate(b)), ('center', lambda a, b: a.center(b) if b != 1 + 10 ** 25 else 0), ('hex', lambda a, b: a.hex(b)), ('fromhex', lambda a, b: bytes.fromhex(b)), ('decode', lambda a, b: a.decode(b)), ('removeprefix', lambda a, b: a.removeprefix(b)),
    ('ljust', lambda a, b: a.ljust(9, b)), ('zfill', lambda a, b: a.zfill(b) if b != 1 + 10 ** 25 else 0), ('endswith', lambda a, b: a.endswith(b)), ('bytes', lambda a, b: bytes(b) if b != 1 + 10 ** 25 else 0), ('bytearray', lambda a, b: bytearray(b) if b != 1 + 10 ** 25 else 0),
    ('splitlines', lambda a, b: a.splitlines(b)), ('rfind', lambda a, b: a.rfind(b, 1)), ('rsplit', lambda a, b: a.rsplit(b, 1)), ('expandtabs', lambda a, b: a.expandtabs(b)), ('%', lambda a, b: a % b), ('maketrans', lambda a, b: bytes.maketrans(a, b)[:3]),
]
ARRAY = [('append', lambda a, b: a.append(b)), ('extend', lambda a, b: a.extend(b)), ('insert', lambda a, b: a.insert(0, b)), ('pop', lambda a, b: a.pop(b)), ('remove', lambda a, b: a.remove(b)), ('+=', lambda a, b: a.__iadd__(b) if False else a.extend(b)),
         ('set', lambda a, b: change(a, 3, 0, 0, 0, b)), ('slice', lambda a, b: change(a, 0, 0, 1, 1, b)), ('reverse', lambda a, b: a.reverse()), ('copy', lambda a, b: [a.copy(), a.clear()])]


def data(most=8):
    return bytes([random.choice(b'abcAB \t\n01,\x00\xff\xc3\xa9') for _ in range(random.randrange(most))])


for _ in range(400):
    a = data()
    for name, function in BYTES:
        b = random.choice([wrong(), data(2), data(3), bytearray(data(2)), 97, 300, -1, 'utf-8', 'ascii', '61 62', '6', 'zz', [b'a', b'b'], (b'a', b'')])
        check(name, function, random.choice([a, bytearray(a)]), b)
    for name, function in ARRAY:
        check(name, function, bytearray(a), random.choice([wrong(), data(3), 97, 300, -1, [1, 2], [256]]))
    for name in ['lower', 'upper', 'title', 'capitalize', 'swapcase', 'isalpha', 'isdigit', 'isalnum', 'isspace', 'istitle', 'isupper', 'islower', 'isascii', 'strip', 'lstrip', 'rstrip', 'split', 'rsplit', 'splitlines', 'hex', 'expandtabs', 'copy', 'decode']:
        check(name, lambda a: getattr(a, name)(), a)
    for encoding in ['utf-8', 'ascii', 'latin-1', 'utf-16', 'utf-16-le', 'utf-32', 'utf-8-sig', 'cp1252', 'koi8-r', 'hex', 'nothing']:
        for errors in ['strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape', 'xmlcharrefreplace', 'nothing']:
            check('decode', lambda a, b, c: a.decode(b, c), a + data(3), encoding, errors)

a = [1]
a.append(a)
d = {'a': a}
d['d'] = d
t = (a, d)
a.append(t)
print(a, d, t, [a] == [a])
