# SPDX-License-Identifier: Apache-2.0
def numbers(limit):
    for n in range(limit):
        print('make', n)
        yield n


def doubled(source):
    for n in source:
        print('double', n)
        yield n * 2


def even(source, divisor=4):
    for n in source:
        if n % divisor == 0:
            yield n


for value in even(doubled(numbers(4))):
    print('use', value)


def integers():
    n = 1
    while True:
        yield n
        n += 1


def take(count, source):
    for _ in range(count):
        try:
            yield next(source)
        except StopIteration:
            return


def primes():
    source = integers()
    next(source)
    while True:
        prime = next(source)
        yield prime
        source = without(prime, source)


def without(prime, source):
    return (n for n in source if n % prime)


print(list(take(12, primes())), list(take(3, iter([1]))))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


from itertools import islice, takewhile, count, chain

print(list(islice(fibonacci(), 12)), list(takewhile(lambda n: n < 50, fibonacci())))
print(list(islice((n * n for n in count(1) if n % 3 == 0), 4)))
print(list(chain.from_iterable(range(n) for n in range(4))))


def chunks(items, size):
    chunk = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


print(list(chunks((c for c in 'abcdefgh'), 3)))


def round_robin(*sources):
    pending = [iter(source) for source in sources]
    while pending:
        for source in list(pending):
            try:
                yield next(source)
            except StopIteration:
                pending.remove(source)


print(''.join(round_robin('ABC', 'D', 'EF')))


def permutations(items):
    if len(items) <= 1:
        yield list(items)
        return
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [items[i]] + rest


print(list(permutations([1, 2, 3])))


def queens(n, columns=()):
    if len(columns) == n:
        yield columns
        return
    for column in range(n):
        if all(column != c and abs(column - c) != len(columns) - row for row, c in enumerate(columns)):
            yield from queens(n, columns + (column,))


print(sum(1 for _ in queens(6)), next(queens(8)))
