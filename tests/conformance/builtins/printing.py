# SPDX-License-Identifier: Apache-2.0
print()
print('a', 1, None, [1.0], sep='-')
print('no newline', end='')
print('|', end='\n\n')
print('a', 'b', sep='')
print(*[1, 2, 3], sep=', ')
print(*[], 'x')
print('tab', 'sep', sep='\t', end='!\n')
print([1, 'a', None, True, 1.5, (1,), {'k': 'v'}, {1}, b'x', range(2)])
print(str([1, 'a']), repr('a'), str('a'), str(None), str({'a': [None]}), repr(('a',)))
print('é', '日', ['é'], {'ключ': 'значение'}, '\x07' == '\a', repr('\x07'))
print(print('nested'))
print('a\nb', ['a\nb'], end='\n', flush=True)
print(sep='x')
print('x', sep=None, end=None)
for bad in [lambda: print('a', sep=1), lambda: print('a', end=2), lambda: print('a', nope=1)]:
    try:
        bad()
    except TypeError as error:
        print(error)
