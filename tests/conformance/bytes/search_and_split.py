# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

data = b'one,two,,three'
print(data.split(b','), data.rsplit(b',', 1), data.partition(b','), data.rpartition(b';'), data.find(b't'), data.rfind(b't'), data.count(b','), data.count(44), data.index(b'two'), b' a b '.split(), data.replace(b',', b''), data.startswith((b'x', b'one')))
print(b'a b'.title(), b'AbC'.swapcase(), b'abc'.upper(), b'5'.zfill(3), b'x'.center(5, b'-'), b'aXa'.strip(b'a'), b'-'.join([b'a', bytearray(b'b')]), b'a\tb'.expandtabs(4))
attempt(data.index, b'zzz')
attempt(data.split, ',')
attempt(data.split, b'')
attempt(data.find, 'a')
attempt(data.find, 300)
attempt(data.join, ['a'])
attempt(data.startswith, 'one')
attempt(data.replace, b'a', 'b')
attempt(lambda: 'a' in data)
attempt(lambda: 300 in data)
attempt(lambda: data + 'a')
attempt(lambda: data['a'])
attempt(lambda: data[99])
