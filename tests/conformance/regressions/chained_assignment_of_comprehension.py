# SPDX-License-Identifier: Apache-2.0
def f(items):
    a = b = [item * 2 for item in items]
    a.append(1)
    c = d = {item for item in items}
    e = g = {item: 1 for item in items}
    return a, b, a is b, c == d, e is g


print(f([1, 2]))
