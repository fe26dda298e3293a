def count(limit):
    n = 0
    while n < limit:
        step = yield n
        n += step or 1
    return n


def both(items):
    total = yield from count(2)
    yield from (item * total for item in items)


print(list(both([1, 2])))
