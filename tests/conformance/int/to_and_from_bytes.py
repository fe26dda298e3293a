# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for number in [0, 1, 255, 256, -1, -128, -129, 2 ** 64, -2 ** 63]:
    for length in [0, 1, 2, 8, 9]:
        for signed in [True, False]:
            attempt(number.to_bytes, length, 'big', signed=signed)
            attempt(number.to_bytes, length, 'little', signed=signed)
print(int.from_bytes(b'\xff\x00', 'big'), int.from_bytes(b'\xff\x00', 'little'), int.from_bytes(b'\xff', 'big', signed=True), int.from_bytes(b'', 'big'), int.from_bytes([1, 2], 'big'))
attempt((5).to_bytes, -1, 'big')
attempt((5).to_bytes, 1, 'middle')
attempt(int.from_bytes, 'a', 'big')
attempt(int.from_bytes, b'a', 1)
