# SPDX-License-Identifier: Apache-2.0
def outer(a, b):
    def inner(c):
        return a, b, c
    a = a + 1
    return inner


print(outer(1, [2])('x'))


def accumulate(items):
    total = 0

    def add(n):
        nonlocal total
        total += n

    for item in items:
        add(item)
    return total


print(accumulate([1, 2, 3]))


def sort_by(rows, place):
    return sorted(rows, key=lambda row: row[place])


print(sort_by([(1, 'b'), (2, 'a')], 1))


def compose(*functions):
    def run(x):
        for function in functions:
            x = function(x)
        return x
    return run


print(compose(lambda x: x + 1, str, lambda s: s * 2)(4))
