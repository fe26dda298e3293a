# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print('-'.join([]), '-'.join('abc'), '-'.join(['a']), ''.join(('x', 'é')), ', '.join({'k': 1, 'l': 2}))
attempt('-'.join, [1])
attempt('-'.join, ['a', 'b', None])
attempt('-'.join, 5)
attempt('-'.join, [b'a'])
attempt('-'.join)
attempt('-'.join, 'a', 'b')
