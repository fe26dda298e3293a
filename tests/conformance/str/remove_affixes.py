# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print('prefix-x'.removeprefix('prefix-'), 'xx'.removeprefix('x'), 'file.py'.removesuffix('.py'), 'a'.removesuffix(''), ''.removeprefix('a'), 'aa'.removesuffix('aaa'))
attempt('a'.removeprefix, None)
attempt('a'.removesuffix, ('a',))
attempt('a'.removeprefix)
