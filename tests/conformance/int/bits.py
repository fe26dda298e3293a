# SPDX-License-Identifier: Apache-2.0
def attempt(function, *arguments, **named):
    try:
        print(ascii(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

for number in [0, 1, 5, 255, 2 ** 70 + 1, -1, -5, -2 ** 70]:
    print(number.bit_length(), number.bit_count(), ~number, number & 6, number | 9, number ^ 3, number >> 2, number << 3, number >> 100, bin(number), oct(number), hex(number))
attempt(lambda: 1 << -1)
attempt(lambda: 1 >> -1)
attempt(lambda: 1 & 1.5)
attempt(lambda: 1 << 1.0)
attempt(lambda: ~1.5)
attempt(hex, 1.5)
attempt(bin, 'a')
attempt(lambda: 0 << 10 ** 30)
print(-1 >> 10 ** 30, 5 >> 10 ** 30)
