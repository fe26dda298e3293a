# SPDX-License-Identifier: Apache-2.0
def attempt(function, *given):
    try:
        print(function(*given))
    except NameError as error:
        print(type(error).__name__, error)


def in_else_of_while(n):
    v = 1
    while n > 0 and v:
        n -= 1
    else:
        del v
    return v


def in_else_of_for(items):
    v = 1
    for item in items:
        if item:
            break
    else:
        del v
    return v


def before_the_condition(n):
    v = 3
    while v and n:
        n -= 1
        del v
    return 'end'


def in_body_of_for(items):
    v = 1
    for item in items:
        del v
    else:
        return v
    return v


def by_a_closure(call):
    v = 1

    def drop():
        nonlocal v
        del v
    if call:
        drop()
    return v


for n in range(3):
    attempt(in_else_of_while, n)
    attempt(in_else_of_for, [0] * n)
    attempt(in_else_of_for, [1] * n)
    attempt(before_the_condition, n)
    attempt(in_body_of_for, 'a' * n)
    attempt(by_a_closure, n)
