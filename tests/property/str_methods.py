# SPDX-License-Identifier: Apache-2.0
# Methods of str on random text: ASCII, Latin, other scripts, cases that change length, spaces and line ends of all kinds.
import random

SEED = 1
random.seed(SEED)

ALPHABETS = [
    'abcABC',
    'ab \t\n',
    'aAßẞſıİIiǅǆǄŉﬁﬀΐ',
    'σςΣ ΑΒ\'a.',
    ' \x1c\x1d\x1e\x1f\x85\xa0\u1680\u2002\u2028\u2029\u3000\u200b\ufeff\r\n\v\f',
    '0123456789²½Ⅷ٣५一〇',
    'é́äöüñ\u0301\u0308',
    '\U0001f600\U0001d538\U00010400\U0001e900😀中文',
    '_-.,:;!?@#%{}[]()',
    "'\"\\\x00\x7f\x80\xad\ud800\udfff",
    'ԱաᏣꭰⴀაᲐ',
    'xyz_1٠',
]


def text(most=12):
    alphabet = random.choice(ALPHABETS)
    if random.random() < 0.3:
        alphabet += random.choice(ALPHABETS)
    return ''.join([random.choice(alphabet) for _ in range(random.randrange(most + 1))])


def piece(whole):
    if whole and random.random() < 0.7:
        start = random.randrange(len(whole))
        return whole[start:start + random.randrange(1, 4)]
    return text(2)


def bound():
    return random.choice([None, 0, 1, 2, 3, 5, 12, 100, -1, -2, -5, -100, 10 ** 20, -10 ** 20])


def check(name, function, *arguments):
    try:
        shown = ascii(function(*arguments))
    except Exception as error:
        shown = type(error).__name__ + ': ' + ascii(str(error))
    print(name, ascii(arguments), '->', shown)


for name in ['capitalize', 'casefold', 'lower', 'upper', 'title', 'swapcase', 'isalnum', 'isalpha', 'isascii', 'isdecimal',
             'isdigit', 'isidentifier', 'islower', 'isnumeric', 'isprintable', 'isspace', 'istitle', 'isupper', 'split',
             'rsplit', 'splitlines', 'strip', 'lstrip', 'rstrip']:
    for _ in range(60):
        check(name, getattr(str, name), text())

for number in range(0, 0x3000):
    letter = chr(number)
    print(number, ascii([letter.lower(), letter.upper(), letter.title(), letter.casefold(), letter.swapcase()]),
          [letter.isalpha(), letter.isdigit(), letter.isdecimal(), letter.isnumeric(), letter.isspace(),
           letter.isprintable(), letter.isidentifier(), letter.isupper(), letter.islower(), letter.istitle()])

for _ in range(300):
    letter = chr(random.randrange(0x3000, 0x110000))
    print(ascii([letter, letter.lower(), letter.upper(), letter.title(), letter.casefold(), letter.swapcase()]),
          [letter.isalpha(), letter.isdigit(), letter.isdecimal(), letter.isnumeric(), letter.isspace(),
           letter.isprintable(), letter.isidentifier(), letter.isupper(), letter.islower(), letter.istitle()])

for _ in range(400):
    whole = text(20)
    part = piece(whole)
    for name in ['find', 'rfind', 'index', 'rindex', 'count', 'startswith', 'endswith']:
        check(name, getattr(whole, name), part)
        check(name, getattr(whole, name), part, bound())
        check(name, getattr(whole, name), part, bound(), bound())
    check('in', lambda a, b: a in b, part, whole)
    check('startswith tuple', whole.startswith, (part, text(1)))
    check('endswith tuple', whole.endswith, (part, text(1)), bound())
    check('replace', whole.replace, part, text(3))
    check('replace', whole.replace, part, text(3), random.choice([-1, 0, 1, 2, 100]))
    check('split', whole.split, part)
    check('split', whole.split, part, random.choice([-1, 0, 1, 2, 100]))
    check('rsplit', whole.rsplit, part, random.choice([-1, 0, 1, 2, 100]))
    check('split None', whole.split, None, random.choice([-1, 0, 1, 2, 100]))
    check('rsplit None', whole.rsplit, None, random.choice([-1, 0, 1, 2, 100]))
    check('partition', whole.partition, part)
    check('rpartition', whole.rpartition, part)
    check('strip', whole.strip, part)
    check('lstrip', whole.lstrip, part)
    check('rstrip', whole.rstrip, part)
    check('removeprefix', whole.removeprefix, whole[:2])
    check('removesuffix', whole.removesuffix, whole[-2:])
    check('removesuffix', whole.removesuffix, part)
    check('splitlines', whole.splitlines, random.choice([True, False]))
    check('expandtabs', whole.expandtabs, random.choice([0, 1, 4, 8, -1]))
    for name in ['center', 'ljust', 'rjust']:
        check(name, getattr(whole, name), random.randrange(-2, 30))
        check(name, getattr(whole, name), random.randrange(-2, 30), random.choice('*é😀'))
    check('zfill', (random.choice(['', '+', '-']) + whole).zfill, random.randrange(-2, 30))
    check('join', part.join, [text(2) for _ in range(random.randrange(4))])
    check('slice', lambda a, b, c, d: a[b:c:d], whole, bound(), bound(), random.choice([None, 1, -1, 2, -3, 10 ** 20]))
    check('index', lambda a, b: a[b], whole, random.randrange(-22, 22))
    check('multiply', lambda a, b: a * b, whole, random.randrange(-1, 4))
    other = text(20)
    check('compare', lambda a, b: [a < b, a <= b, a == b, a != b, a > b, a >= b], whole, other)
    check('compare', lambda a, b: [a < b, a <= b, a == b, a != b, a > b, a >= b], whole, whole[:-1])
    check('repr', repr, whole)
    check('str', lambda a: ascii(a), whole)

for _ in range(200):
    whole = text(12)
    letters = [random.choice(whole or 'x') for _ in range(3)]
    table = {}
    for letter in letters:
        table[ord(letter)] = random.choice([None, 'z', '', 'long', 0x1f600, 65, '\xe9'])
    check('translate', whole.translate, table)
    check('maketrans', str.maketrans, ''.join(letters), 'xyz')
    check('maketrans', str.maketrans, ''.join(letters), 'xyz', piece(whole))
    check('translate', whole.translate, str.maketrans(''.join(letters), '\xe9yz', 'a'))

ENCODINGS = ['utf-8', 'ascii', 'latin-1', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-be', 'utf-8-sig', 'cp1252', 'iso8859-15']
for _ in range(250):
    whole = text(10)
    encoding = random.choice(ENCODINGS)
    for errors in ['strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'surrogateescape', 'surrogatepass']:
        check('encode', whole.encode, encoding, errors)
    check('namereplace', lambda w: w.encode('ascii', 'namereplace'), text(3).replace('\ud800', '').replace('\udfff', ''))

for wrong in [None, 1, 1.5, b'a', [], ('a',), {}, True]:
    for name in ['find', 'index', 'count', 'replace', 'split', 'rsplit', 'partition', 'rpartition', 'strip', 'lstrip',
                 'startswith', 'endswith', 'join', 'center', 'ljust', 'zfill', 'expandtabs', 'splitlines', 'encode',
                 'translate', 'removeprefix', 'removesuffix', 
                 'casefold', 'lower', 'format_map', 'maketrans']:
        check(name, getattr('some text', name), wrong)
        check(name, getattr('some text', name), 'e', wrong)
        check(name, getattr('some text', name), 'e', 'e', wrong)
        check(name, getattr('some text', name), 'e', 1, wrong)
        check(name, getattr('some text', name))
    check('str()', str, wrong)
    check('str()', str, b'abc', wrong)
    check('str()', str, wrong, 'utf-8')
