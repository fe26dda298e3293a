# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for limit in [-1, 0, 1, 2, 99]:
    print(' a  b c '.split(None, limit), ' a  b c '.rsplit(None, limit), ',a,,b,'.split(',', limit), ',a,,b,'.rsplit(',', limit))
print('aXXXb'.split('XX'), 'aXXXb'.rsplit('XX'), 'a\xa0b\u3000c'.split(), 'abc'.split('abc'))
attempt('a'.split, '')
attempt('a'.rsplit, '')
attempt('a'.split, 1)
attempt('a'.split, sep=None, maxsplit='x')
attempt('a'.split, ' ', 1, 2)
