# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

print(chr(97), chr(0x1f600), ascii(chr(0xd800)), ord('a'), ord('😀'), ord(b'a'), bin(10), oct(-8), hex(255), bin(0), hex(-1), abs(-5), abs(-2.5), abs(True), divmod(-7, 2), divmod(7.5, 2), divmod(True, 1))
for function in [lambda: chr(-1), lambda: chr(0x110000), lambda: chr('a'), lambda: chr(1.5), lambda: chr(10 ** 20), lambda: ord('ab'), lambda: ord(''), lambda: ord(5), lambda: ord(b'ab'), lambda: bin(1.5), lambda: hex('a'), lambda: abs('a'), lambda: abs(), lambda: divmod(1), lambda: divmod('a', 1), lambda: divmod(1, None), lambda: oct(None)]:
    attempt(function)
