# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print('ab'.center(5, '*'), 'ab'.center(6, '*'), 'abc'.center(6, '*'), '-7'.zfill(5), '+7'.zfill(5), '--7'.zfill(5), ''.zfill(3), 'é'.ljust(3, '😀'), 'x'.rjust(-5))
attempt('a'.center, 'x')
attempt('a'.center, 5, '')
attempt('a'.center, 5, 'ab')
attempt('a'.ljust, 5, 1)
attempt('a'.center, 'e', None)
attempt('a'.zfill)
attempt('a'.zfill, None)
