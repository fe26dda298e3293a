# SPDX-License-Identifier: Apache-2.0
# Containers that their elements change while they are compared, hashed, indexed or shown.
def attempt(what, action):
    try:
        print(what, action())
    except Exception as error:
        print(what, type(error).__name__, error)


class Meddler:
    """Does something to a container each time it is compared."""

    def __init__(self, action, answer=False, code=1):
        self.action = action
        self.answer = answer
        self.code = code

    def __hash__(self):
        return self.code

    def __eq__(self, other):
        self.action()
        return self.answer

    def __lt__(self, other):
        self.action()
        return self.answer

    def __repr__(self):
        return "M"


def dict_cases():
    for change in ("clear", "refill", "grow", "drop"):
        for answer in (False, True):
            d = {}

            def act():
                if change == "clear":
                    d.clear()
                elif change == "refill":
                    d.clear()
                    for i in range(20):
                        d[i + 100] = i
                elif change == "grow":
                    for i in range(40):
                        d[i + 200] = i
                else:
                    d.popitem()

            def fresh():
                d.clear()
                d[Meddler(lambda: None, answer)] = 1
                for i in range(12):
                    d[i + 50] = i
                for k in d:
                    if isinstance(k, Meddler):
                        k.action = act

            fresh()
            attempt("get %s %s" % (change, answer), lambda: d.get(1))
            fresh()
            attempt("in %s %s" % (change, answer), lambda: 1 in d)
            fresh()

            def store():
                d[1] = 5
                return sorted(k for k in d if isinstance(k, int))[:3]
            attempt("set %s %s" % (change, answer), store)
            fresh()
            attempt("setdefault %s %s" % (change, answer), lambda: d.setdefault(1, 9))
            fresh()
            attempt("pop %s %s" % (change, answer), lambda: d.pop(1, None))
            fresh()

            def delete():
                del d[1]
            attempt("del %s %s" % (change, answer), delete)
            fresh()
            attempt("update %s %s" % (change, answer), lambda: d.update({1: 2, 3: 4}))
            fresh()
            other = {1: 1, 2: 2}
            attempt("or %s %s" % (change, answer), lambda: len(d | other) > 0)


dict_cases()


def equal_cases():
    a, b = {}, {}

    class Value:
        def __eq__(self, other):
            a.clear()
            b.clear()
            return True

    a.update({i: Value() for i in range(20)})
    b.update({i: Value() for i in range(20)})
    attempt("dicts", lambda: a == b)
    x, y = [], []

    class Item:
        def __eq__(self, other):
            x.clear()
            y.clear()
            return True

        def __lt__(self, other):
            x.clear()
            return True

    x[:] = [Item() for _ in range(20)]
    y[:] = [Item() for _ in range(20)]
    attempt("lists", lambda: x == y)
    x[:] = [Item() for _ in range(20)]
    attempt("index", lambda: x.index(3))
    x[:] = [Item() for _ in range(20)]
    attempt("count", lambda: x.count(3))
    x[:] = [Item() for _ in range(20)]
    attempt("remove", lambda: x.remove(3))
    x[:] = [Item() for _ in range(20)]
    attempt("in", lambda: 3 in x)
    x[:] = [Item() for _ in range(20)]
    attempt("sort", lambda: x.sort())
    x[:] = [Item() for _ in range(20)]
    attempt("max", lambda: max(x) is None)
    x[:] = [Item() for _ in range(20)]
    attempt("less", lambda: x < [1])


equal_cases()


class Emptying:
    """An index that empties what it indexes."""

    def __init__(self, target, value):
        self.target = target
        self.value = value

    def __index__(self):
        del self.target[:]
        return self.value


def index_cases():
    for make in (lambda: [1, 2, 3, 4], lambda: bytearray(b"1234")):
        target = make()
        attempt("item", lambda: target[Emptying(target, 2)])
        target = make()
        attempt("slice", lambda: target[Emptying(target, 1):])
        target = make()
        attempt("slice end", lambda: target[:Emptying(target, 3)])
        target = make()
        attempt("slice step", lambda: target[::Emptying(target, 2)])
        target = make()

        def store():
            target[Emptying(target, 2)] = 65
        attempt("store", store)
        target = make()

        def delete():
            del target[Emptying(target, 2)]
        attempt("delete", delete)
        target = make()

        def store_slice():
            target[Emptying(target, 1):Emptying(target, 3)] = [65]
            return target
        attempt("store slice", store_slice)
        target = make()

        def delete_slice():
            del target[Emptying(target, 1):Emptying(target, 3)]
            return target
        attempt("delete slice", delete_slice)
        target = make()
        attempt("insert", lambda: target.insert(Emptying(target, 3), 65))
        attempt("then", lambda: target)
        target = make()
        attempt("pop", lambda: target.pop(Emptying(target, 3)))
        target = make()
        attempt("index", lambda: target.index(51, Emptying(target, 0)))

        class Byte:
            def __index__(self):
                del target[:]
                return 66
        target = make()

        def store_value():
            target[2] = Byte()
            return len(target)
        if isinstance(target, bytearray):
            attempt("store value", store_value)
            target = make()
            attempt("append", lambda: target.append(Byte()))
            attempt("then", lambda: target)
    items = []

    class Shrinker:
        def __index__(self):
            items.clear()
            return 65
    items[:] = [Shrinker() for _ in range(10)]
    attempt("bytes", lambda: bytes(items))
    items[:] = [Shrinker() for _ in range(10)]
    attempt("bytearray", lambda: bytearray(items))


index_cases()
