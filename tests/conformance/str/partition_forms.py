# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for text in ['a=b=c', '=x', 'x=', 'none', '', 'é=😀']:
    print(ascii(text.partition('=')), ascii(text.rpartition('=')))
attempt('a'.partition, '')
attempt('a'.rpartition, None)
attempt('a'.partition)
attempt('a'.partition, 'a', 'b')
