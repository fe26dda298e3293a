# SPDX-License-Identifier: Apache-2.0
for a in [0, 1, -1, 7, -7, 2 ** 31, -2 ** 63, 10 ** 20]:
    for b in [1, -1, 3, -3, 2 ** 32, 10 ** 19]:
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a / b)
print(2 ** 10, 2 ** 0, 0 ** 0, (-2) ** 3, 2 ** -1, (-8) ** -1, 2 ** 100, pow(3, 4), pow(3, 4, 5), pow(2, -1, 7), -2 ** 2)
print(9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -(-9223372036854775808), abs(-9223372036854775808), 3037000500 * 3037000500)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 1 << 70, 1024 >> 3, -1 >> 1, -5 & 3, -5 | 3, (1 << 70) >> 68, ~(1 << 70))
for bad in [lambda: 1 << -1, lambda: 1 // 0, lambda: 1 % 0, lambda: 1 & 1.5, lambda: 0 ** -1, lambda: 1 << 'a', lambda: pow(2, 3, 0)]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
