# SPDX-License-Identifier: Apache-2.0
# int, float and bool: operators, methods, conversions from and to text, rounding.
import math
import random

SEED = 1
random.seed(SEED)


def check(name, function, *arguments):
    try:
        shown = ascii(function(*arguments))
    except Exception as error:
        shown = type(error).__name__ + ': ' + ascii(str(error))
    print(name, ascii(arguments), '->', shown)


def integer():
    kind = random.randrange(6)
    if kind == 0:
        return random.choice([0, 1, -1, 2, -2, 10, 255, 256, -256])
    if kind == 1:
        return random.choice([2 ** 31, 2 ** 32, 2 ** 62, 2 ** 63, 2 ** 64, 10 ** 18, 2 ** 53]) * random.choice([1, -1]) + random.randrange(-2, 3)
    if kind == 2:
        return random.getrandbits(random.randrange(1, 200)) * random.choice([1, -1])
    return random.randrange(-1000, 1000)


SPECIAL = [0.0, -0.0, 1.0, -1.0, float('inf'), float('-inf'), float('nan'), 0.1, 0.5, 1.5, 2.5, -2.5, 1e16, 1e17, 1e22, 1e23, 1e-5, 1e-4, 1e100,
           5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 123456789012345680.0, 9007199254740993.0, 0.30000000000000004,
           2.675, 1.005, 1e-7, 123.456, 4.35, 2 ** 53 * 1.0, 2.0 ** 63, 2.0 ** 64]


def floating():
    kind = random.randrange(4)
    if kind == 0:
        return random.choice(SPECIAL)
    if kind == 1:
        return round(random.uniform(-1000, 1000), random.randrange(5))
    if kind == 2:
        return math.ldexp(random.uniform(-1, 1), random.randrange(-1080, 1024))
    return random.uniform(-10, 10)


def number():
    kind = random.randrange(7)
    return integer() if kind < 3 else floating() if kind < 6 else random.choice([True, False])


OPERATORS = [
    ('+', lambda a, b: a + b), ('-', lambda a, b: a - b), ('*', lambda a, b: a * b), ('/', lambda a, b: a / b),
    ('//', lambda a, b: a // b), ('%', lambda a, b: a % b), ('divmod', divmod), ('<', lambda a, b: a < b),
    ('<=', lambda a, b: a <= b), ('==', lambda a, b: a == b), ('!=', lambda a, b: a != b), ('>', lambda a, b: a > b),
    ('&', lambda a, b: a & b), ('|', lambda a, b: a | b), ('^', lambda a, b: a ^ b), ('max', max), ('min', min),
    ('hash', lambda a, b: [hash(a) if a == a and isinstance(a, (int, float, complex)) else 0, hash(b) if b == b and isinstance(b, (int, float, complex)) else 0, a == b and hash(a) == hash(b)]),
    ('gcd', math.gcd), ('fmod', math.fmod), ('sum', lambda a, b: sum([a, b, a])),
]
for _ in range(700):
    a, b = number(), number()
    for name, function in OPERATORS:
        check(name, function, a, b)
for _ in range(700):
    a, b = number(), random.randrange(-70, 200)
    check('<<', lambda a, b: a << b, a, b)
    check('>>', lambda a, b: a >> b, a, b)
    check('**', lambda a, b: a ** b, a, floating() if a > 0 and random.random() < 0.2 else random.randrange(-5, 30))
    check('pow mod', pow, a, random.choice([random.randrange(-12, 13), floating(), -1]), random.choice([integer(), random.randrange(1, 50), 0, 1, -7]))
    check('round', round, a)
    check('round', round, a, random.choice([None, 0, 1, 2, 3, 5, 10, 20, 400, -1, -2, -3, -20, -400, True, 1.0, '1']))

UNARY = [('-', lambda a: -a), ('+', lambda a: +a), ('~', lambda a: ~a), ('abs', abs), ('repr', repr), ('str', str), ('int', int),
         ('float', float), ('bool', bool), ('hex', hex), ('oct', oct), ('bin', bin), ('chr', lambda a: chr(a)), ('trunc', math.trunc),
         ('floor', math.floor), ('ceil', math.ceil), ('as_integer_ratio', lambda a: a.as_integer_ratio()),
         ('bit_length', lambda a: a.bit_length()), ('bit_count', lambda a: a.bit_count()), ('parts', lambda a: [a.real, a.imag]),
         ('numerator', lambda a: [a.numerator, a.denominator]), ('conjugate', lambda a: a.conjugate()),
         ('float.hex', lambda a: a.hex()), ('is_integer', lambda a: a.is_integer()), ('back', lambda a: float.fromhex(a.hex()) == a),
         ('repr back', lambda a: float(repr(a)) == a), ('isqrt', math.isqrt), ('type', lambda a: type(a).__name__), ('format', format)]
for _ in range(700):
    a = number()
    for name, function in UNARY:
        check(name, function, a)

for _ in range(500):
    a, length = integer(), random.randrange(-1, 20)
    order, signed = random.choice(['big', 'little', 'middle']), random.choice([True, False])
    check('to_bytes', lambda a, n, order, signed: a.to_bytes(n, order, signed=signed), a, length, order, signed)
    data = bytes([random.randrange(256) for _ in range(random.randrange(12))])
    check('from_bytes', lambda d, order, signed: int.from_bytes(d, order, signed=signed), data, order, signed)
check('to_bytes', lambda: (5).to_bytes())
check('to_bytes', lambda: (256).to_bytes())
check('from_bytes', lambda: int.from_bytes([1, 2], 'big'))
check('from_bytes', lambda: int.from_bytes([1, 256], 'big'))
check('from_bytes', lambda: int.from_bytes('ab', 'big'))
check('from_bytes', lambda: int.from_bytes(b'ab'))

PIECES = ['0', '1', '7', '9', '12', '_', '__', ' ', '\t', '+', '-', '0x', '0b', '0o', 'a', 'F', 'z', '.', 'e', 'E', 'e5', 'inf', 'nan', 'Infinity',
          '\n', '٣', '\xa0', '１', 'j', 'L', '0X', '00', '\x00', 'p3', '\ud800', '😀']
for _ in range(2500):
    whole = ''.join([random.choice(PIECES) for _ in range(random.randrange(1, 5))])
    check('int', int, whole)
    check('int base', int, whole, random.choice([0, 2, 8, 10, 16, 36, 1, 37, -1, 3]))
    check('float', float, whole)
    check('fromhex', float.fromhex, whole)
for text in ['0x1.8p3', '-0x1p-1074', '0x1p1024', '0x.1', '0x1.fffffffffffff8p1023', 'inf', '-nan', '0x', '1.8', ' 0x1 ', '0x1p', '1e5', '0X1P+2', '0x1_0', '']:
    check('fromhex', float.fromhex, text)
    check('float', float, text)
for wrong in [None, 'x', b'12', b'x', [], (), {}, 1.5, float('nan'), float('inf'), bytearray(b'7'), '', b'', ' ', True]:
    check('int', int, wrong)
    check('int', int, wrong, 10)
    check('int', int, wrong, 'a')
    check('int', int, wrong, None)
    check('float', float, wrong)
    check('float', float, wrong, 1)
    check('bool', bool, wrong)
    for name, function in UNARY:
        check(name, function, wrong)
    for name, function in OPERATORS:
        check(name, function, wrong, 3)
        check(name, function, 2.5, wrong)
check('int', int)
check('float', float)
check('int', lambda: int('12', base=8))
check('int', lambda: int(x='12'))
check('int', lambda: int(base=8))
check('int', lambda: int('1' * 4300) % 1000)
check('int', lambda: int('1' * 4301))
check('str', lambda: len(str(10 ** 4299)))
check('str', lambda: len(str(10 ** 4300)))
check('hash', lambda: [hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(-2), hash(1.5), hash(float('inf')), hash(True), hash(-1.0)])
