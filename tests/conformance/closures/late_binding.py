# SPDX-License-Identifier: Apache-2.0
functions = []
for i in range(3):
    functions.append(lambda: i)
print([f() for f in functions])
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])
functions = [lambda: i for i in range(3)]
print([f() for f in functions])


def make():
    x = 1

    def show():
        return x
    x = 2
    return show


print(make()())


def unbound():
    def show():
        return later
    try:
        show()
    except NameError as error:
        print(type(error).__name__, error)
    later = 1
    return show()


print(unbound())
