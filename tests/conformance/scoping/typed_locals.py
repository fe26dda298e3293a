# SPDX-License-Identifier: Apache-2.0
# Locals that C++ could hold as numbers of its own, at the edges where Python's ints, floats and bools differ from those.


def edges():
    top = 9223372036854775807
    for i in range(top - 2, top):
        print(i, i + 1, i + 2, i * i, -i, i - top, ~i, i ** 2, i << 1, i // -3, i % -5)
    for i in range(-top - 1, -top + 1):
        print(i, i - 1, -i, abs(i), i // 7, i % 7, i // -1, i * -1)
    for i in range(-3, 4):
        print(i // 2, i % 2, i % -2, i // -2, i / 2, i * 0.5, i + 0.5, divmod(i, 3) if i else None, not i, bool(i))


def counters(items):
    count = 0
    down = 10
    for item in items:
        count += 1
        if item > 2:
            down -= 3
    else:
        print("else", count, down)
    print(count, down, count / down if down else "zero", type(count).__name__, count == 5.0, f"{count:>4}|{down:03d}")
    big = 9223372036854775807
    big += 1
    print(big)
    step = 1
    while step < 10 ** 20:
        step *= 1000
    print(step)
    far = 5
    for far in range(9223372036854775805, 9223372036854775807):
        far += 7
        print(far)
    text = 0
    text += 1
    text = str(text) + "!"
    print(text)


def floats(values):
    total = 0.0
    scale = 1.5
    steps = 0
    for value in range(5):
        total += scale * 2 - value * 0.1
        scale = scale + 0.25
        steps += 1
    print(total, scale, steps, total / 4, -total, total == 6.5, total > steps, total < 7, 3 > total)
    zero = 0.0
    try:
        print(1.0 / zero)
    except ZeroDivisionError as error:
        print(error)
    tiny = -0.0
    print(tiny, tiny * 2, tiny + 0, 0 - tiny, 2 ** 53 + 1 == 9007199254740992.0)
    big = 9007199254740993
    near = 9007199254740992.0
    for whole in range(big, big + 1):
        print(whole == near, whole > near, near < whole, whole + 0.0 == near, whole * 1.0)
    mean = 0.0
    for value in values:
        mean += value
    print(mean)
    limit = 1.0
    while limit < 1e308:
        limit = limit * 1e10
    print(limit, limit * 1e300, limit * 1e300 - limit * 1e300)


def flags(items):
    found = False
    every = True
    for item in items:
        if item == 3:
            found = True
            break
        every = item < 3
    else:
        print("not found")
    same = found
    print(found, every, same, found + 1, found * 2.5, -found, found is True, found == 1, not found, [found], {found: 1})
    print("%s %d %r" % (found, every, same), f"{found} {every!r:>6}", str(found), found and "yes", every or "no")
    other = items == [1] or found
    print(other, type(other).__name__)
    either = False
    either |= found
    print(either)


def loops():
    for i in range(5):
        if i == 3:
            break
    print(i)
    for i in range(0):
        pass
    print(i)
    for j in range(3):
        j = str(j)
    print(j)
    for k in range(10, 0, -3):
        k -= 1
        print(k, end=" ")
    print(k)
    for a in range(3):
        for b in range(a, 3):
            if a == b:
                continue
            print(a * b, a < b, a - b, end=";")
    print()
    print([n * n for n in range(4) if n % 2], {n: -n for n in range(3)}, {n // 2 for n in range(2)})
    makers = [lambda: n for n in range(3)]
    print([make() for make in makers])
    values = [10, 20, 30]
    for n in range(-3, 3):
        values[n] += n
    print(values, "abc"[n], values[n:], (1, 2, 3)[-n])
    print(list(map(str, [n for n in range(3)])), "x" * n, [0] * n, n in values, n in range(n), max(n, 1.5))
    try:
        for n in range("x"):
            pass
    except TypeError as error:
        print(error)
    try:
        for n in range(1, 2, 0):
            pass
    except ValueError as error:
        print(error)


def unbound(items):
    try:
        for item in items:
            seen = True
        print(seen)
    except UnboundLocalError as error:
        print(error)
    try:
        for number in range(0):
            pass
        print(number)
    except UnboundLocalError as error:
        print(error)
    gone = 1
    gone += 1
    del gone
    try:
        gone += 1
    except UnboundLocalError as error:
        print(error)


edges()
counters([1, 2, 3, 4, 5])
floats([1, 2.5, True])
flags([1, 2, 3, 4])
flags([1, 2])
loops()
unbound([])
unbound([1])
