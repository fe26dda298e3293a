# SPDX-License-Identifier: Apache-2.0
# The format mini-language, % formatting and str.format on random values and specifications, right and wrong ones.
import random

SEED = 1
random.seed(SEED)


def check(name, function, *arguments):
    try:
        shown = ascii(function(*arguments))
    except Exception as error:
        shown = type(error).__name__ + ': ' + ascii(str(error))
    print(name, ascii(arguments), '->', shown)


def value():
    return random.choice([
        lambda: random.randrange(-2000, 2000), lambda: random.randrange(-10 ** 15, 10 ** 15), lambda: random.getrandbits(90),
        lambda: random.uniform(-1000, 1000), lambda: random.uniform(-1, 1) * 10.0 ** random.randrange(-20, 25),
        lambda: random.choice([0.0, -0.0, float('inf'), float('-inf'), float('nan'), 0.5, 1.5, 2.5, 1e22, 1e16, 1234567.0, 0.0001, -0.04, 99.995, 1e-320]),
        lambda: random.choice([True, False]), lambda: random.choice([0, 1, -1, 65, 0x1f600, 0x110000, -5, 999999, 1000000]),
        lambda: random.choice(['', 'a', 'abc', 'é😀', 'some longer text']),
        lambda: random.choice([None, [1], (1, 2), {'a': 1}, b'x', {1}]),
    ])()


def specification():
    fill = random.choice(['', '', '', '<', '>', '^', '=', '*<', 'é^', '0>', '😀=', '{>'.replace('{', '_'), 'x^'])
    sign = random.choice(['', '', '', '+', '-', ' '])
    z = random.choice(['', '', '', '', 'z'])
    hash_sign = random.choice(['', '', '', '#'])
    zero = random.choice(['', '', '', '0'])
    width = random.choice(['', '', '1', '5', '10', '20', '30'])
    group = random.choice(['', '', '', ',', '_'])
    precision = random.choice(['', '', '.0', '.1', '.2', '.3', '.5', '.10', '.20', '.'])
    kind = random.choice(['', '', 'd', 'b', 'o', 'x', 'X', 'c', 'n', 'e', 'E', 'f', 'F', 'g', 'G', '%', 's', 'q', 'r', 'ff'])
    return fill + sign + z + hash_sign + zero + width + group + precision + kind


for _ in range(12000):
    check('format', format, value(), specification())

for _ in range(7000):
    flags = ''.join([random.choice(['', '', '-', '+', ' ', '#', '0']) for _ in range(2)])
    width = random.choice(['', '', '', '1', '5', '12', '20'])
    precision = random.choice(['', '', '.0', '.1', '.3', '.8', '.', '.15'])
    kind = random.choice(['d', 'i', 'u', 'o', 'x', 'X', 'e', 'E', 'f', 'F', 'g', 'G', 'c', 's', 'r', 'a', '%', 'q', 'ld', 'hd'])
    check('%', lambda text, given: text % (given,), 'a%' + flags + width + precision + kind + 'b', value())

VALUES = {'a': 1, 'b': [1, [2, 'x']], 'c': {'k': 'v', '0': 'zero'}, 'w': 7, 's': '>', 'f': 1.5}
FIELDS = ['{a}', '{b}', '{b[0]}', '{b[1][1]}', '{c[k]}', '{c[0]}', '{f:{s}{w}}', '{f:{s}{w}.3f}', '{a!r}', '{c!s:>20}', '{}', '{0}', '{1}', '{2}', '{0[0]}',
          '{{', '}}', '{', '}', '{a', '{a.real}', '{f.imag}', '{a.nothing}', '{missing}', '{b[7]}', '{b[x]}', '{c[x]}', '{a!x}', '{a!}', '{a!rr}', '{a:}',
          '{a:{}}', '{:{}}', '{:{w}}', '{!r:^10}', '{b[0}', '{b]}', '{b[]}', '{.real}', '{[0]}', '{a:{w:{w}}}', '{0.real}', '{a:{', '{a}}', ' ', 'text',
          '{ a}', '{a }', '{-1}', '{01}', '{b[-1]}', '{b[1]x}', '{a.}', '{b[0].real}', '{99999999999999999999}', '{a!r:{w}}', '{:d}', '{0:x}']
for _ in range(6000):
    whole = ''.join([random.choice(FIELDS) for _ in range(random.randrange(1, 4))])
    check('str.format', lambda text, x, y: text.format(x, y, **VALUES), whole, value(), value())
    check('format_map', lambda text: text.format_map(VALUES), whole)

TEMPLATES = ['%s', '%d', '%(a)s', '%(b)r', '%(a)d', '%(f).2f', '%%', '%', '%*d', '%.*f', '%-*s', '%(a', '%()s', '%(missing)s', '%5', 'x', '%(a)*d', '%c', '%i', '%(a)%', '%y', '%(c)s']
for _ in range(2500):
    whole = ''.join([random.choice(TEMPLATES) for _ in range(random.randrange(1, 4))])
    check('% tuple', lambda text, given: text % given, whole, (value(), value()))
    check('% tuple', lambda text, given: text % given, whole, (3, value(), value()))
    check('% tuple', lambda text, given: text % given, whole, ())
    check('% one', lambda text, given: text % given, whole, value())
    check('% dict', lambda text: text % VALUES, whole)
    check('% bytes', lambda text, given: text % given, whole.encode(), (3, 5))
    check('% bytes dict', lambda text, given: text % given, whole.encode(), {b'a': 1, b'b': b'x', b'f': 2.5})
for _ in range(1500):
    flags = random.choice(['', '-', '+', ' ', '#', '0'])
    text = 'a%' + flags + random.choice(['', '3', '9']) + random.choice(['', '.0', '.2']) + random.choice('diouxXeEfFgGcsrab')
    check('% bytes', lambda text, given: text % (given,), text.encode(), random.choice([value(), b'xyz', bytearray(b'ab'), 65, 300]))
