# SPDX-License-Identifier: Apache-2.0
count = 0
def bump():
    global count, made
    count += 1
    made = 'by bump'
def counter():
    n = 0
    def step(by=1):
        nonlocal n
        n += by
        return n
    def peek():
        return n
    return step, peek
bump()
bump()
step, peek = counter()
print(count, made, step(), step(5), peek(), counter()[0]())
def shadow():
    try:
        print(count)
    except UnboundLocalError as error:
        print(error)
    count = 1
shadow()
def deep():
    x = 1
    def middle():
        def inner():
            nonlocal x
            x += 1
        inner()
        return x
    return middle(), x
print(deep())
def unbound():
    def use():
        return later
    try:
        use()
    except NameError as error:
        print(error)
    later = 5
    return use()
print(unbound())
