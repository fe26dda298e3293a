# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

data = bytes(range(0, 200, 23))
print(data.hex(), data.hex('-'), data.hex(':', 2), data.hex(' ', -4), data.hex(b'_', 3), b''.hex(':'))
attempt(data.hex, '')
attempt(data.hex, 'ab')
attempt(data.hex, 'é')
attempt(data.hex, 5)
attempt(bytes.fromhex, 'ab CD\tef')
attempt(bytes.fromhex, 'abc')
attempt(bytes.fromhex, 'zz')
attempt(bytes.fromhex, None)
attempt(bytearray.fromhex, '00 01')
