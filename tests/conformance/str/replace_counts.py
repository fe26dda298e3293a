# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print('aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('', '-', 2), ''.replace('', 'x'), 'é😀é'.replace('é', 'e', 1), 'aaaa'.replace('aa', 'a'), 'x'.replace('x', ''), 'a'.replace('b', 'c', -5))
attempt('a'.replace, 'a')
attempt('a'.replace, 'a', None)
attempt('a'.replace, None, 'a')
attempt('a'.replace, 'a', 'b', 'c')
attempt('a'.replace, 'a', 'b', 1, 2)
