# SPDX-License-Identifier: Apache-2.0
# re: random patterns, right and wrong ones, on random text, through every function.
import random
import re

SEED = 1
random.seed(SEED)


def check(name, function, *arguments):
    try:
        shown = ascii(function(*arguments))
    except re.error as error:
        shown = 're.error: ' + ascii([str(error), error.msg, error.pos, error.lineno, error.colno])
    except Exception as error:
        shown = type(error).__name__ + ': ' + ascii(str(error))
    print(name, ascii(arguments), '->', shown)


ATOMS = ['a', 'b', 'c', '.', '\\d', '\\w', '\\s', '\\D', '\\W', '\\S', '\\b', '\\B', '^', '$', '\\A', '\\Z', '[abc]', '[^a]', '[a-c]', '[\\d_]', '[]]',
         '[^]a]', '[a-]', '[\\]-]', '\\.', '\\n', '\\t', '\\x41', '\\u00e9', 'é', ' ', '1', '_', '(a)', '(b|c)', '(?:ab)', '(?P<n>a)', '(?P<m>b+)',
         '(?P=n)', '\\1', '\\2', '(?=a)', '(?!b)', '(?<=a)', '(?<!b)', '(?i:A)', '(?s:.)', '(?-i:a)', '(?#note)', '(a|)', '(|b)', '(?>a+)', 'ab|cd', '(a)?',
         '(?(1)b|c)', '(?(n)a|b)', '\\\\', '\n', '#', '\\#', '-', '[\\w.-]+', '\\d{1,3}']
QUANTIFIERS = ['', '', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{,2}', '{1,}', '{0}', '{1,2}?', '*+', '++', '?+', '{', '{a}', '{2,1}']
WRONG = ['(', ')', '[', '[a', '*', '+', '?', '(?', '(?P', '(?P<', '(?P<n', '(?P<1>a)', '(?P=x)', '(?P<n>a)(?P<n>b)', '\\', '\\q', '\\8', '(?<a)', '(?<=a+)', '[b-a]',
         '[\\w-a]', '(?z)', '(?i', 'a(?i)', '(?a)(?u)', '(?L)', '(?(2)a)', '(?(x)a)', '(?(1)a|b|c)', 'a**', 'a{99999999999}', '(?P>n)', '\\x4', '\\u12', '(?#', '(?-)',
         '(?i-)', '(?i-i:a)', '(?(', '(?:a', '[[:alpha:]]', '\\p{L}', '(?P<é>a)', '\\Z*', '$*', '\\b+', '(?=a)*', '\\07', '\\400', '\\0']
FLAGS = [0, 0, 0, 2, 8, 16, 64, 256, 10, 66]


def pattern():
    count = random.randrange(1, 6)
    parts = [random.choice(ATOMS) + random.choice(QUANTIFIERS) for _ in range(count)]
    if random.random() < 0.12:
        parts.insert(random.randrange(len(parts) + 1), random.choice(WRONG))
    if random.random() < 0.1:
        parts.insert(0, random.choice(['(?i)', '(?m)', '(?s)', '(?x)', '(?a)', '(?ims)']))
    return ''.join(parts)


def subject():
    return ''.join([random.choice('aaabbbccABé1_ -.\n\\#d٣') for _ in range(random.randrange(10))])


REPLACEMENTS = ['x', '', '\\1', '<\\g<0>>', '\\g<1>', '\\g<n>', '\\n', '\\\\', '\\2', '\\g<99>', '\\g<', '\\g<>', '\\q', '\\x', '$1', '\\0', '\\07', '\\g<n', '\\', '\\g<1a>', '\\t-\\1', '\\101', '\\g', '\\9']


def shown(match):
    return match and [match.group(), match.span(), match.groups(), match.groupdict(), match.lastindex, match.lastgroup, match.regs, match.start(), match.end(), match.pos, match.endpos]


for _ in range(4000):
    source, text, flags = pattern(), subject(), random.choice(FLAGS)
    check('compile', lambda p, f: [re.compile(p, f).groups, re.compile(p, f).groupindex, re.compile(p, f).flags, repr(re.compile(p, f))], source, flags)
    check('search', lambda p, t, f: shown(re.search(p, t, f)), source, text, flags)
    check('match', lambda p, t, f: shown(re.match(p, t, f)), source, text, flags)
    check('fullmatch', lambda p, t, f: shown(re.fullmatch(p, t, f)), source, text, flags)
    check('findall', re.findall, source, text, flags)
    check('finditer', lambda p, t, f: [m.span() for m in re.finditer(p, t, f)], source, text, flags)
    check('split', re.split, source, text, random.choice([0, 0, 1, 2]), flags)
    check('sub', re.sub, source, random.choice(REPLACEMENTS), text, random.choice([0, 0, 1, 2]), flags)
    check('subn', lambda p, t, f: re.subn(p, lambda m: '<' + m.group().upper() + '>', t, flags=f), source, text, flags)
    check('bounds', lambda p, t, f, a, b: shown(re.compile(p, f).search(t, a, b)), source, text, flags, random.randrange(-1, 9), random.randrange(-1, 12))
    check('expand', lambda p, t, f, r: [m.expand(r) for m in re.finditer(p, t, f)], source, text, flags, random.choice(REPLACEMENTS))
    check('escape', re.escape, text)

for source in WRONG:
    for flags in [0, 64]:
        check('compile', lambda p, f: [re.compile(p, f).groups, re.compile(p, f).flags], source, flags)
        check('compile', lambda p, f: [re.compile(p, f).groups, re.compile(p, f).flags], 'a\n(b)' + source + 'c', flags)

for _ in range(300):
    source, text = pattern(), subject()
    try:
        source, text = source.encode('ascii'), text.encode('utf-8')
    except UnicodeEncodeError:
        continue
    check('bytes', lambda p, t: shown(re.search(p, t)), source, text)
    check('bytes sub', lambda p, t: re.sub(p, b'<\\g<0>>', t), source, text)
    check('bytes split', lambda p, t: re.split(p, t), source, text)

for wrong in [None, 1, b'a', [], 'a']:
    for function in [re.search, re.match, re.fullmatch, re.findall, re.split]:
        check(function.__name__, lambda p, t: type(function(p, t)).__name__, wrong, 'abc')
        check(function.__name__, lambda p, t: type(function(p, t)).__name__, 'b', wrong)
    check('sub', re.sub, 'a', wrong, 'abc')
    check('sub', re.sub, 'a', 'b', wrong)
    check('escape', re.escape, wrong)
match = re.search('(?P<n>a)(b)?', 'xaz')
for key in [0, 1, 2, 3, -1, 'n', 'x', None, 1.5, (0, 1)]:
    check('group', match.group, key)
    check('[]', lambda k: match[k], key)
    check('group 2', match.group, 1, key)
    check('start', match.start, key)
    check('span', match.span, key)
check('repr', repr, match)
check('groups', match.groups, 'default')
check('groupdict', match.groupdict, 'default')
print(re.compile('a', re.I), re.compile(b'a'), re.compile('a' * 300), re.compile('a') == re.compile('a'))
