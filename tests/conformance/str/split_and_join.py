# SPDX-License-Identifier: Apache-2.0
print('a,b,,c'.split(','), 'a b  c\td\n'.split(), ''.split(), ''.split(','), ' '.split(' '), 'abc'.split('abc'))
print('a,b,c,d'.split(',', 2), 'a b c d'.split(None, 1), '  a  b  '.split(None, 1), 'a,b'.split(',', 0), 'a b'.split(' ', -1))
print('a,b,c,d'.rsplit(',', 2), ' a  b  c '.rsplit(None, 1), 'a--b--c'.rsplit('--'), ''.rsplit())
print('one\ntwo\r\nthree\rfour\x0bfive\x0c\u2028six\n'.splitlines(), ''.splitlines(), '\n'.splitlines(), 'a\n\nb'.splitlines(True))
print('k=v=w'.partition('='), 'k=v=w'.rpartition('='), 'kv'.partition('='), 'kv'.rpartition('='))
print(', '.join(['a', 'b']), ''.join([]), '-'.join('abc'), '-'.join(('x',)), ','.join({'a': 1, 'b': 2}))
for call in ['empty', 'number']:
    try:
        print('a'.split('') if call == 'empty' else ','.join(['a', 1, None]))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
