# SPDX-License-Identifier: Apache-2.0
b = b'h\xc3\xa9llo\x00\n\'"\\\xff'
print(b, repr(b), len(b), b[0], b[-1], b[1:3], b[::-1], list(b[:3]), b + b'x', b * 2, b'l' in b, 104 in b, b == bytes(list(b)))
print(b'abc'.decode(), b'\xc3\xa9'.decode('utf-8'), b'\xe9'.decode('latin-1'), b'\xe9x'.decode('utf-8', 'ignore'), b'\xe9x'.decode('utf-8', 'replace'), b'\xe9'.decode('ascii', 'backslashreplace'), str(b'abc', 'utf-8'), str(b'abc'))
print(b'a,b'.split(b','), b'-'.join([b'a', b'b']), b'abc'.upper(), b'abc'.find(b'c'), b'abc'.replace(b'b', b'XX'), b' a '.strip(), b'abc'.startswith(b'a'), b'ab'.hex(), bytes.fromhex('61 62'), b'abc' < b'abd', b'abc' == 'abc')
print(bytes(3), bytes([1, 255]), bytes('é', 'utf-8'), bytes(), bytearray(b'ab'), b"it's", b'"', b'it\'s "x"', 'é'.encode().hex(), int.from_bytes(b'\x01\x02', 'little'), b'%d-%s' % (5, b'x'))
for bad in [lambda: b'\xff'.decode(), lambda: b'ab\xe9'.decode('utf-8'), lambda: b'\xc3'.decode(), lambda: b'\xe9'.decode('ascii'), lambda: b'a' + 'a', lambda: 'a' + b'a', lambda: bytes([256]), lambda: bytes('x'), lambda: bytes(-1), lambda: b'abc'[5], lambda: b'a' < 'a', lambda: b'a'.join(['x']), lambda: 'a' in b'abc', lambda: b'abc'.find('b'), lambda: bytes.fromhex('6'), lambda: bytes(['a'])]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
