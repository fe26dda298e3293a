# SPDX-License-Identifier: Apache-2.0
def counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count
    return step


a = counter()
b = counter(10)
print(a(), a(), b(5), a(), b())


def pair():
    value = 0

    def get():
        return value

    def put(new):
        nonlocal value
        value = new
    return get, put


get, put = pair()
put('seen by both')
print(get())


def three():
    x = 'outer'

    def middle():
        def inner():
            nonlocal x
            x = x + ' changed'
            return x
        return inner
    print(middle()(), x)


three()
