# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

text = 'ababab'
for start in [None, 0, 1, 3, 7, -1, -3, -99, 10 ** 30]:
    for end in [None, 0, 4, -1, -10 ** 30]:
        print(text.find('ab', start, end), text.rfind('ab', start, end), text.count('ab', start, end), text.count('', start, end), text.startswith('ab', start, end), text.endswith('ab', start, end))
attempt(text.find)
attempt(text.index, 'x')
attempt(text.rindex, 'x')
attempt(text.find, 1)
attempt(text.find, 'a', 'b')
attempt(text.find, 'a', 1, 2, 3)
attempt(text.count, 'a', 1.5)
attempt(text.startswith, 'a', None, 'x')
attempt(text.startswith, ['a'])
attempt(text.endswith, ('a', 1))
