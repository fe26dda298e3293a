# SPDX-License-Identifier: Apache-2.0
print(2 + 3 * 4, (2 + 3) * 4, 2 ** 3 ** 2, -2 ** 2, (-2) ** 2, 2 * -3, 7 // 2 * 2, 7 % 4 + 1, 10 - 2 - 3, 2 ** -1, not 1 == 2, 1 + 1 == 2 and 'y' or 'n')
print(1 | 2 & 3, 1 ^ 3 | 4, 1 << 2 + 1, (1 << 2) + 1, ~1 + 1, -3 // 2, -(3 // 2), 5 & 6 == 6, (5 & 6) == 4, 1 < 2 == True, (1 < 2) == True, 1 in [1] == True, not None is None)
print('a' + 'b' * 2, 'a' if 0 else 'b' if 0 else 'c', [1, 2][0] + 1, -'abc'.find('c'), {'k': 2}['k'] ** 2, lambda: 0 is None and 1, (lambda x: x + 1)(2) * 3) if False else print('skipped')
print(1 if True else 2 + 10, (1 if True else 2) + 10, not True or True, not (True or True), True or False and False, 3 - -3, +5, - - 5, not not 5, 10 / 2 * 5, 2 * 3 % 4)
print('%s' % 'a' + 'b', '%d' % 3 * 2, 'x' in 'x' + 'y', 'a' < 'b' < 'c' != 'd', 0 == 0 != 1, await_ := 3, await_ + 1)
