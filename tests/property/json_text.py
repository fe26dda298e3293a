# SPDX-License-Identifier: Apache-2.0
# json: random values written with random arguments and read back, random text that is often wrong, with positions of errors.
import json
import random

SEED = 1
random.seed(SEED)


def check(name, function, *arguments):
    try:
        shown = ascii(function(*arguments))
    except json.JSONDecodeError as error:
        shown = 'JSONDecodeError: ' + ascii([str(error), error.msg, error.pos, error.lineno, error.colno, len(error.doc)])
    except Exception as error:
        shown = type(error).__name__ + ': ' + ascii(str(error))
    print(name, ascii(arguments), '->', shown)


def key():
    return random.choice(['a', 'b', '', 'é', 'key "q"', 1, -5, 2.5, True, None, float('inf'), 'a\nb', '😀', 10 ** 20])


def value(depth=3):
    kind = random.randrange(9 if depth else 6)
    if kind == 0:
        return random.choice([None, True, False])
    if kind == 1:
        return random.choice([0, 1, -1, 10 ** 20, random.randrange(-1000, 1000), 2 ** 63])
    if kind == 2:
        return random.choice([0.0, -0.0, 1.5, 1e100, 1e16, 1e-7, 0.1, float('nan'), float('inf'), float('-inf'), random.uniform(-5, 5)])
    if kind < 6:
        return random.choice(['', 'text', 'é', '😀', 'a"b\\c/', '\x00\x1f\x7f\x80\u2028', 'line\nnext\ttab\r\b\f', '\ud800', '</script>', "it's"])
    if kind == 6:
        return [value(depth - 1) for _ in range(random.randrange(4))]
    if kind == 7:
        return tuple([value(depth - 1) for _ in range(random.randrange(4))])
    return {key(): value(depth - 1) for _ in range(random.randrange(4))}


for _ in range(2500):
    given = value()
    options = {}
    for name, choices in [('indent', [None, 0, 1, 2, 4, '\t', '--', True, -1, '']), ('sort_keys', [True, False]), ('ensure_ascii', [True, False]), ('allow_nan', [True, False]),
                          ('separators', [None, (',', ':'), (', ', ': '), (';', '='), ['x', 'y']]), ('skipkeys', [True, False]), ('default', [None, repr, str]), ('check_circular', [True, False])]:
        if random.random() < 0.35:
            options[name] = random.choice(choices)
    shown = sorted([(name, option) for name, option in options.items() if name != 'default'])
    try:
        text = json.dumps(given, **options)
        print('dumps', ascii(given), ascii(shown), '->', ascii(text))
    except Exception as error:
        print('dumps', ascii(given), ascii(shown), '->', type(error).__name__, ascii(str(error)))
    try:
        text = json.dumps(given)
    except Exception as error:
        continue
    check('loads', json.loads, text)
    if text:
        place = random.randrange(len(text))
        check('broken', json.loads, text[:place] + random.choice(['', ',', '"', '{', '}', ']', 'x', '1', '\\', '\n', ' ', ':']) + text[place + random.randrange(2):])
        check('cut', json.loads, text[:place])
        check('bytes', json.loads, text.encode(random.choice(['utf-8', 'utf-16', 'utf-32-be', 'utf-8-sig'])))

PIECES = ['{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', '0', '01', '1.', '.5', '1e', '1e5', '-0', '1E+2', 'true', 'false', 'null', 'NaN', 'Infinity', '-Infinity', 'tru', ' ', '\n', '\t', '\r',
          '\\', '"\\u00e9"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\u12"', '"\\x"', '"\n"', '"é"', "'a'", '\ufeff', '/*', '"a":1', '"a":', '[1,', '1,2', '\x0b', '\xa0', '"\\']
for _ in range(6000):
    text = ''.join([random.choice(PIECES) for _ in range(random.randrange(6))])
    check('loads', json.loads, text)
    check('strict', lambda t: json.loads(t, strict=False), text)
for _ in range(300):
    text = json.dumps([random.choice([1, 2.5, float('nan'), 'x', {'a': 1, 'b': 2}]) for _ in range(4)])
    check('hooks', lambda t: json.loads(t, parse_float=lambda f: 'f' + f, parse_int=lambda i: 'i' + i, parse_constant=lambda c: 'c' + c), text)
    check('hooks', lambda t: json.loads(t, object_hook=lambda d: sorted(d)), text)
    check('hooks', lambda t: json.loads(t, object_pairs_hook=lambda pairs: pairs), text)
for wrong in [None, 1, 1.5, [], {}, (1,), b'\xff', b'', bytearray(b'[1]'), True, '']:
    check('loads', json.loads, wrong)
for wrong in [{1}, b'x', [object], {(1, 2): 1}, {'a': {b'k': 1}}, len, range(3), [Ellipsis], json, frozenset([1]), lambda: 1, ValueError('x'), slice(1)]:
    try:
        print(json.dumps(wrong))
    except Exception as error:
        print(type(error).__name__, error)
    try:
        print(json.dumps(wrong, skipkeys=True))
    except Exception as error:
        print(type(error).__name__, error)
loop = [1]
loop.append(loop)
check('loop', lambda: json.dumps(loop))
knot = {'a': {}}
knot['a']['b'] = knot
check('loop', lambda: json.dumps(knot, indent=1))
deep = []
for _ in range(100000):
    deep = [deep]
check('deep', lambda: json.dumps(deep))
check('deep', lambda: json.loads('[' * 100000))
