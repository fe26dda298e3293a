# SPDX-License-Identifier: Apache-2.0
print(0.1 + 0.2, 1 / 3, 2 / 2, 7 // 2.0, -7 // 2.0, 7 % 2.5, -7 % 2.5, 7.5 // -2, 7.5 % -2, 2 ** 0.5, 2.0 ** 3, (-8) ** (1 / 3), 1e300 * 1e10, -1e300 * 1e10, 5 - 5.0, 1.5 + True)
print(divmod(7.5, 2), divmod(-7.5, 2), abs(-2.5), -0.0, 0.0 == -0.0, 1e16 + 1, 0.1 * 3, 1.1 + 2.2, 100 * 1.1, 3 * 0.1 == 0.3, 4.35 * 100, 1.0 // 0.1)
inf, nan = float('inf'), float('nan')
print(inf, -inf, nan, inf - inf, inf * 0, inf > 10 ** 400, nan == nan, nan != nan, nan < 1, inf == inf, min(nan, 1), max(1, nan), 1 / inf, -1 / inf)
for bad in [lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0.0 ** -1, lambda: 10.0 ** 400, lambda: divmod(1.0, 0), lambda: 1.5 << 1, lambda: 1.5 & 1]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
