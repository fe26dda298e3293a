# SPDX-License-Identifier: Apache-2.0
def f(n):
    a = b = lambda x: x + n
    n = 10
    return a(1), b(2), a is b


print(f(1))
