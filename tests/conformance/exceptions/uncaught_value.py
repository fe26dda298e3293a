# SPDX-License-Identifier: Apache-2.0
def inner(n):
    values = [1, 2, 3]
    return values[n]


def outer():
    return inner(7)


print('before')
outer()
print('never')
