# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print('hello'.translate({ord('l'): None, ord('o'): 'OO', ord('h'): 72}), ascii('aé😀'.translate({0xe9: 0x1f600, 0x1f600: ''})))
print(str.maketrans('ab', 'xy'), str.maketrans('ab', 'xy', 'z'), str.maketrans({'a': 1, 98: 'c', 'd': None}))
print('abz'.translate(str.maketrans('ab', 'xy', 'z')), 'abc'.translate('0123'), 'a'.translate({}))
attempt(str.maketrans, 'ab', 'x')
attempt(str.maketrans, 'ab')
attempt(str.maketrans, {'ab': 1})
attempt(str.maketrans, 'a', None)
attempt('a'.translate, {97: -1})
attempt('a'.translate, {97: 0x110000})
attempt('a'.translate, {97: 1.5})
attempt('a'.translate, 5)
