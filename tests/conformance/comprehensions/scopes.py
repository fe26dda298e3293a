# SPDX-License-Identifier: Apache-2.0
def f(items):
    factor = 3
    return [item * factor for item in items if item < limit]


limit = 3
print(f(range(5)))


def shadow(x):
    inner = [x for x in range(x)]
    return x, inner


print(shadow(3))


def nested(rows):
    return [[cell + offset for cell in row] for offset, row in enumerate(rows)]


print(nested([[1, 2], [3, 4]]))


def leak():
    [last for last in range(3)]
    try:
        return last
    except NameError as error:
        return str(error)


print(leak())


def walrus(items):
    found = [best := item for item in items if item > 1]
    return best, found


print(walrus([1, 2, 3]))
print([[i for i in range(i)] for i in range(3)], [i for i in [i for i in range(3)]])
