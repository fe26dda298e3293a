# SPDX-License-Identifier: Apache-2.0
import re
print(re.sub(r'\d+', '#', 'a1b22c'), re.sub(r'(\w)(\d)', r'\2\1', 'a1b2'), re.sub(r'(?P<x>\w)', r'<\g<x>>', 'ab'), re.sub('a', 'b', 'aaa', count=2), re.sub(r'\d', lambda m: str(int(m.group()) * 2), '1a5'), re.sub('x*', '-', 'abxd'), re.subn('a', 'b', 'aa'), re.sub('', '.', 'ab'), re.sub(r'\s+', ' ', ' a \n b '), re.sub(r'(a)(b)?', r'[\1\2]', 'a'))
print(re.split(r'[,;]\s*', 'a, b;c'), re.split(r'(\d)', 'a1b2'), re.split(r'\s', 'a b c', maxsplit=1), re.split('x', 'abc'), re.split('', 'ab'), re.split(r'(-)|,', 'a-b,c'), re.split(r'\W+', 'Words, words.'))
print(re.escape('a.b*c[d]-e f\n'), re.escape('abc_1'), re.sub(re.escape('.'), '!', 'a.b'), re.sub('a', r'\n\\', 'xa'), re.sub(r'[\[\]]', '', '[a]'), re.sub(r'^|$', '"', 'q'))
for bad in ['(', ')', '[', '*', 'a**', '(?P<n>', r'\q', '(?P<1>a)', r'(a)\2', 'a{2,1}', '[z-a]', '(?z)', '\\']:
    try:
        re.compile(bad)
        print(bad, 'fine')
    except re.error as error:
        print(bad, error)
for call in [lambda: re.search('a', None), lambda: re.search('a', 5), lambda: re.sub('a', 5, 'a'), lambda: re.match('(a)', 'a').group(2), lambda: re.match('a', 'a').group('n'), lambda: re.sub('(a)', r'\2', 'a'), lambda: re.search(b'a', 'a'), lambda: re.search('b', 'a').group()]:
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
