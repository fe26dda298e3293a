# SPDX-License-Identifier: Apache-2.0
def nest(n):
    if n == 0:
        yield 'bottom'
    else:
        yield from nest(n - 1)


print(list(nest(150)))


def endless(n):
    yield n
    yield from endless(n + 1)


seen = 0
try:
    for value in endless(0):
        seen = value
except RecursionError as error:
    print(str(error).startswith('maximum recursion depth exceeded'), seen > 300)


def recursion(n):
    return recursion(n + 1)


def calls():
    try:
        recursion(0)
    except RecursionError as error:
        yield type(error).__name__
    yield 'goes on'


print(list(calls()))


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(list(depth(n) for n in (10, 500)))
many = [(i * j for j in range(3)) for i in range(2000)]
print(sum(next(g) for g in many), sum(sum(g) for g in many))


def chain_of(n):
    source = iter(range(5))
    for _ in range(n):
        source = (x + 1 for x in source)
    return source


print(list(chain_of(200)))
del many
total = 0
for i in range(20000):
    for x in (y for y in (i, 1)):
        total += x
print(total)
