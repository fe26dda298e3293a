# SPDX-License-Identifier: Apache-2.0
total = 0


def add(n):
    global total
    total += n
    return total


def make():
    global created
    created = 'made'


print(add(2), add(3), total)
make()
print(created)


def reads():
    return total


def outer():
    total = 'local'

    def inner():
        global total
        total = 'from inner'
        return total
    return inner(), total


print(reads(), outer(), total)


def names():
    x = 1

    def middle():
        nonlocal x
        x += 1

        def inner():
            nonlocal x
            x *= 10
            return x
        return inner()
    return middle(), x


print(names())
