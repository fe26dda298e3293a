# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for handler in ['strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape']:
    for data in [b'a\xffb', b'\xc3', b'\xe2\x82', b'\xf0\x9f\x98\x80', b'\xed\xa0\x80', b'\xc0\x80', b'\xf4\x90\x80\x80', b'ok']:
        for encoding in ['utf-8', 'ascii', 'latin-1']:
            print(handler, data, encoding, end=' ')
            attempt(data.decode, encoding, handler)
attempt(b'a'.decode, 'nothing')
attempt(b'abc'.decode, 'utf-16')
