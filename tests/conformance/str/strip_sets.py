# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print(ascii('xyxhixyx'.strip('xy')), ascii('\t\xa0 a \u3000\n'.strip()), 'aaa'.strip('a'), 'abc'.strip(''), '[é]'.strip('[]'), 'www.example.com'.lstrip('w.'), 'x'.rstrip(None))
attempt('a'.strip, 1)
attempt('a'.lstrip, b'a')
attempt('a'.rstrip, 'a', 'b')
