# SPDX-License-Identifier: Apache-2.0
# Calls by position alone: defaults, *args, keyword-only defaults, methods, built-in functions, and what does not fit.


def plain(a, b):
    return [a, b]


def defaults(a, b=2, *, c=3, d=None):
    return a, b, c, d


def collecting(a, *rest, c=3, **more):
    return a, rest, c, more


def outer(x, y):
    def inner(a, b=x, *rest, c=y, d="d"):
        return a, b, rest, c, d

    def required(a, *, c):
        return a, c

    return inner, required, lambda a, b=y: (a, b), lambda *all: all, lambda: x


class Point:
    count = 0

    def __init__(self, x, y=0, *rest):
        self.parts = (x, y) + rest

    def moved(self, by=1, *more):
        return self.parts[0] + by, more

    def __call__(self, a, b=5):
        return a, b, self.parts

    @staticmethod
    def static(a, b=1):
        return a, b

    @classmethod
    def made(cls, *parts):
        cls.count += 1
        return cls(*parts).parts


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except TypeError as error:
        return str(error)


functions = [plain, defaults, collecting, *outer("x", "y"), Point.static, Point.made, Point(1, 2).moved, Point(3), len, max,
             divmod, "a-b".split, [3, 1].index, {"k": 1}.get, str, int, dict, isinstance, "{} {}".format, "x".join]
for function in functions:
    row = []
    try:
        row.append(function())
    except (TypeError, ValueError, IndexError) as error:
        row.append(str(error))
    for arguments in [(1,), (1, 2), ("a", "b", "c")]:
        try:
            result = function(*arguments)
        except (TypeError, ValueError, IndexError) as error:
            result = str(error)
        row.append(result)
    print(row)

inner = outer(7, 8)[0]
print(inner(1), inner(1, 2), inner(1, 2, 3, 4), inner(1, c=5), inner(*[1, 2], **{"d": 0}))
print(plain(1, 2), defaults(1), defaults(1, 2), collecting(1), collecting(1, 2, 3), Point(1).parts, Point(1, 2, 3).parts)
print(Point(4).moved(), Point(4).moved(2), Point(4).moved(2, 3), Point(5)(1), Point(5)(1, 2))

kept = []
for number, text in enumerate(["a", "b", "c"]):
    pass
for pair in enumerate(["a", "b"]):
    kept.append(pair)
for pair in zip("ab", [1, 2], (3, 4)):
    kept.append(pair)
for pair in {"k": 1, "l": 2}.items():
    kept.append(pair)
pairs = enumerate("xyz")
first, second = next(pairs), next(pairs)
print(kept, first, second, list(pairs), list(zip()), [pair for pair in zip("ab")])
print(len([1, 2]) + 1, len("abc") == 3, len({}) or "none", -len("ab"), [len(x) for x in ("", "a")], not len(()), "%d" % len("ab"))
size = len("abcd")
size += 1
print(size, size / 2, isinstance(1, int) + 1, isinstance(True, (str, bool)), {len("a"): isinstance("", str)})
for value in (5, None):
    try:
        print(len(value))
    except TypeError as error:
        print(error)
try:
    isinstance(1, 2)
except TypeError as error:
    print(error)


def shadowed(len):
    isinstance = len + 1
    return len, isinstance


print(shadowed(3))
