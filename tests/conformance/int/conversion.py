# SPDX-License-Identifier: Apache-2.0
print(int(), int('42'), int(' -7 '), int('+3'), int('1_000'), int('0x1f', 16), int('ff', 16), int('0b101', 0), int('0o17', 0), int('z', 36), int(3.99), int(-3.99), int(True), int('007'))
print(int('9' * 30), int(1e18), int(1e20), int(-1e25), int(b'12'), int('٣'), int('\t5\n'))
for text in ['', ' ', 'a', '1.5', '1e3', '--1', '1__0', '_1', '1_', '0x1f', '½', '1 2', '\x001', 'None', 'True', "it's", 'a' * 3]:
    try:
        print(repr(text), int(text))
    except ValueError as error:
        print(error)
for value in [None, [], {}, (1,), object, 'nan', float('nan'), float('inf')]:
    try:
        print(int(value))
    except Exception as error:
        print(type(error).__name__, error)
for text, base in [('12', 3), ('5', 4), ('g', 16), ('1', 1), ('1', 37), ('0b2', 0), ('010', 0), ('0', 0)]:
    try:
        print(int(text, base))
    except ValueError as error:
        print(error)
print(str(10 ** 30), repr(-5), bin(10), bin(-10), oct(8), hex(255), hex(-255), hex(2 ** 70), (255).bit_length(), (0).bit_length(), (10).to_bytes(2, 'big'), int.from_bytes(b'\x01\x00', 'big'))
