# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for handler in ['strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'surrogateescape', 'surrogatepass', 'nothing']:
    for encoding in ['ascii', 'latin-1', 'utf-8', 'utf-16-le', 'cp1252']:
        print(handler, encoding, end=' ')
        attempt('aé€\udc80z'.encode, encoding, handler)
attempt('a'.encode, 'no-such-codec')
attempt('a'.encode, 5)
attempt('a'.encode, 'utf-8', None)
