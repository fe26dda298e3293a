# SPDX-License-Identifier: Apache-2.0
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def flatten(value):
    if isinstance(value, list):
        result = []
        for item in value:
            result.extend(flatten(item))
        return result
    return [value]


print(factorial(20), factorial(25), [fib(n) for n in range(12)], even(10), odd(7))
print(flatten([1, [2, [3, [], [4]]], 'x']))


def depth(n):
    return depth(n + 1)


try:
    depth(0)
except RecursionError as error:
    print('RecursionError', str(error)[:32])
