# SPDX-License-Identifier: Apache-2.0
n = 1
for i in range(1, 40):
    n *= i
print(n, len(str(n)), n % 10 ** 9, n // 10 ** 40, -n // 7, -n % 7, n >> 100, n & 0xFFFFFFFFFFFF, n ** 2)
print(123456789 ** 7, (-123456789) ** 5, 10 ** 40 // 3, 10 ** 40 % 97, divmod(-10 ** 30, 7 ** 20), 2 ** 200 - 2 ** 199 == 2 ** 199)
print(f'{10 ** 25:,}', f'{2 ** 80:x}', f'{2 ** 80:_b}', '%d' % 10 ** 2, '%d' % (10 ** 25), float(10 ** 25), 10 ** 25 / 10 ** 24, 10 ** 400 // 10 ** 399)
print(sum([2 ** 62] * 8), max(2 ** 64, 2.0 ** 64), 2 ** 64 > 1e19, hash(2 ** 61 - 1), -2 ** 63 == -9223372036854775808)
try:
    float(10 ** 400)
except OverflowError as error:
    print(error)
try:
    10 ** 400 / 3
except OverflowError as error:
    print(error)
print(int('1' * 50) + int('9' * 50), int(str(7 ** 77)) == 7 ** 77)
