# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

data = {'a': [1, {'b': 'x'}], 'n': 3.14159, 'w': 10, 'p': 2}
print('{a[1][b]} {n:{w}.{p}f} {n!r:>{w}} {0.real} {1[0]}'.format(5, 'xyz', **data), '{:{}}|{:>{}}'.format('a', 3, 'b', 4), '{{}} {{{0}}}'.format(1), '{0}{0}{1}'.format('a', 'b'))
for text in ['{', '}', '{0', '{a', '{}{0}', '{0}{}', '{5}', '{missing}', '{0.x}', '{0[x]}', '{0!z}', '{0!}', '{0!rr}', '{a[}', '{a[]}', '{a.}', '{:{:{}}}', '{0:{', '{0]}', '{a[1]x}', '{!r', '{-1}', '{a[-1]}']:
    attempt(lambda: text.format('v', a=[1, 2]))
