# SPDX-License-Identifier: Apache-2.0
def f(x, y):
    return x <= x <= x <= x <= x <= x <= x <= x <= x <= x < y != x < y != x == x == x == x == x >= x >= x >= x >= x


print(f(1, 2), f(2, 1), 1 < 2 < 3 < 4 < 5 < 5)
