# SPDX-License-Identifier: Apache-2.0
def attempt(what, action):
    try:
        print(what, action())
    except Exception as error:
        print(what, type(error).__name__, error)


NAMES = ("add sub mul truediv floordiv mod divmod pow lshift rshift and or xor").split()
for number in (7, True, 2.5, 3 + 1j, "a%s", b"a%d", [1], (1,), {1}, {1: 2}):
    kind = type(number).__name__
    print(kind, [name for name in NAMES if hasattr(number, "__%s__" % name)],
          [name for name in NAMES if hasattr(number, "__r%s__" % name)],
          [name for name in ("neg", "pos", "invert", "abs", "int", "float", "index", "trunc", "floor", "ceil", "round",
                             "bool") if hasattr(number, "__%s__" % name)])
for number in (7, 2.5):
    for name in ("add", "sub", "mul", "floordiv", "mod", "divmod", "pow"):
        for other in (2, 2.0, "x", None):
            attempt("%r %s %r" % (number, name, other), lambda: getattr(number, "__%s__" % name)(other))
            attempt("%r r%s %r" % (number, name, other), lambda: getattr(number, "__r%s__" % name)(other))
print((5).__pow__(3, 7), (5).__rdivmod__(17), (1).__rlshift__(3), (1).__rrshift__(8), (-7).__trunc__(), True.__floor__())
print((-2.5).__trunc__(), (-2.5).__floor__(), (-2.5).__ceil__(), (1e30).__trunc__())
attempt("infinite", lambda: float("inf").__trunc__())


class Odd:
    def __neg__(self):
        return NotImplemented

    def __pos__(self):
        return NotImplemented

    def __invert__(self):
        return NotImplemented

    def __abs__(self):
        return NotImplemented

    def __int__(self):
        return 12

    def __float__(self):
        return 1.5


class Index:
    def __index__(self):
        return 255


print(-Odd(), +Odd(), ~Odd(), abs(Odd()))
print("%d %i %5d %s" % (Odd(), Odd(), Odd(), "s"), "%x %o %d" % (Index(), Index(), Index()), "%.1f" % Odd())
attempt("hex", lambda: "%x" % Odd())
attempt("text", lambda: "%d" % "3")
print(format(12345.5 + 2000j, ","), format(1234567 + 0j, "_"), format(1e6 + 1e6j, ",.1f"))

IN_PLACE = ("add mul sub and or xor").split()
for value in ([1], bytearray(b"a"), {1}, frozenset((1,)), {1: 2}, (1,), "a", 3, range(3)):
    print(type(value).__name__, [name for name in IN_PLACE if hasattr(value, "__i%s__" % name)])
print([1].__imul__(3), {1, 2}.__isub__({1}), {1}.__ior__({2}) == {1, 2}, {1}.__iand__([1]), {1}.__ixor__({1}))
