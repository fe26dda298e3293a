# SPDX-License-Identifier: Apache-2.0
count = []


def next_number():
    count.append(1)
    return len(count)


def stamped(n=next_number()):
    return n


print(stamped(), stamped(), count)


def shared(item, items=[]):
    items.append(item)
    return items


print(shared(1), shared(2), shared(3, []), shared(4))

base = 10


def bound(n=base):
    return n


base = 20
print(bound())


def keyword_only(*, a=1, b=base):
    return a + b


print(keyword_only(), keyword_only(b=5))
