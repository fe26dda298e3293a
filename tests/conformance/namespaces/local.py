# SPDX-License-Identifier: Apache-2.0
# locals() and vars() without argument: copies of what is bound.
def plain(a, b=2, *rest, key=None, **others):
    first = locals()
    c = a + b
    second = locals()
    for d in range(2):
        pass
    first["c"] = "changed"
    return first, second, vars()


print(plain(1))
print(plain(1, 3, 4, key="k", extra=True))


def conditional(flag):
    if flag:
        x = 1
    else:
        y = 2.5
    del flag
    return locals()


print(conditional(True), conditional(False))


def counting(n):
    total = 0
    ratio = 1.5
    done = False
    for i in range(n):
        total += i
        ratio *= 2.0
    done = total > 2
    return locals()


print(counting(4))


def closures(a):
    b = a * 2
    c = 3

    def inner(d):
        return b + d, locals()

    def deeper():
        def deepest():
            return a, c, locals()

        return deepest(), list(locals())

    result = inner(1)
    return result, deeper(), sorted(locals())


print(closures(1))


def template(name, count):
    unit = "items"
    return "{name}: {count} {unit}".format(**locals()), "%(name)s" % vars()


print(template("x", 3))


class Body:
    one = 1
    two = one + 1
    names = sorted(n for n in locals() if not n.startswith("__"))
    if "one" in locals():
        three = 3
    found = locals()["two"]

    def method(self, arg):
        local = arg
        return {k: v for k, v in locals().items() if k != "self"}, list(locals())


print(Body.names, Body.three, Body.found, Body().method(5))


def caught():
    try:
        raise ValueError("v")
    except ValueError as e:
        inside = sorted(locals())
    return inside, sorted(locals())


print(caught())


def generator(n):
    for i in range(n):
        yield dict(locals())


print(list(generator(2)))
print((lambda p, q=1: locals())(0))


def unpacking():
    (a, b), *c = (1, 2), 3, 4
    with open("/dev/null") as handle:
        pass
    del handle
    if (w := 5) > 3:
        import json
        del json
    return locals()


print(unpacking())


def changing():
    x = 1
    before = locals()
    x = 2
    before["x"] = 3
    return x, before["x"], locals()["x"]


print(changing())


def recursive(n):
    if n == 0:
        return [locals()]
    return [locals()] + recursive(n - 1)


print(recursive(2))
