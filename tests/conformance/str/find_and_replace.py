# SPDX-License-Identifier: Apache-2.0
s = 'banana bandana'
print(s.find('an'), s.find('an', 2), s.find('an', 4, 5), s.find('zz'), s.find(''), s.find('', 50), s.rfind('an'), s.rfind('an', 0, 5), s.index('n'), s.rindex('b'))
print(s.count('an'), s.count('a', 3), s.count('zz'), s.count(''), 'aaaa'.count('aa'), ''.count(''))
print(s.startswith('ban'), s.startswith('ana', 1), s.startswith(('x', 'b')), s.startswith(()), s.startswith(''), s.endswith('ana'), s.endswith(('x', 'na')), s.endswith('an', 0, 2))
print(s.replace('an', 'AN'), s.replace('an', '', 2), s.replace('', '-'), ''.replace('', 'x'), s.replace('zz', 'x'), s.replace('a', 'aa', 0), 'aaa'.replace('aa', 'b'))
print('an' in s, 'xyz' in s, '' in s, 'B' not in s, s > 'banan', 'a' < 'B', 'Z' < 'a', 'é' > 'z')
for sub in ['q', 'banana!']:
    try:
        s.index(sub)
    except ValueError as error:
        print(error)
    try:
        s.rindex(sub)
    except ValueError as error:
        print(error)
