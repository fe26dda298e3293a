# SPDX-License-Identifier: Apache-2.0
import array as module
import copy
import io
from array import array


def attempt(action):
    try:
        return repr(action())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def put(target, key, value):
    target[key] = value


LIMITS = {"b": (-128, 127), "B": (0, 255), "h": (-2 ** 15, 2 ** 15 - 1), "H": (0, 2 ** 16 - 1), "i": (-2 ** 31, 2 ** 31 - 1), "I": (0, 2 ** 32 - 1),
          "l": (-2 ** 63, 2 ** 63 - 1), "L": (0, 2 ** 64 - 1), "q": (-2 ** 63, 2 ** 63 - 1), "Q": (0, 2 ** 64 - 1)}
for code, (least, most) in LIMITS.items():
    print(code, array(code).itemsize, array(code, [least, 0, most]), array(code, [least, most]).tobytes())
    for wrong in (least - 1, most + 1, 2 ** 70, -2 ** 70, 1.5, "a", None):
        print(attempt(lambda: array(code, [wrong])))
a = array("i", [3, 1, 2])
print(a, repr(a), len(a), a[0], a[-1], a[1:], a[::-1], list(a), a.typecode, a.itemsize, 2 in a, 9 in a, bool(a), bool(array("d")), array("i"))
a.append(5)
a.extend([6, 7])
a.extend(array("i", [8]))
a.insert(0, -1)
a.insert(-1, 70)
print(a, a.pop(), a.pop(0), a.index(5), a.count(1), a.tolist(), sum(a), max(a), sorted(a), a.index(1, 1), [x * 2 for x in a])
a.remove(70)
a.reverse()
a[0] = 60
a[1:3] = array("i", [9, 9, 9])
del a[0], a[-1:]
print(a, a + array("i", [0]), a * 2, 2 * a, a == array("i", a), a != array("d", a), a < array("i", [9, 9, 10]), array("i", [1]) == array("d", [1.0]), a == [1])
a += array("i", [1])
a *= 2
print(a, copy.copy(a) == a, copy.deepcopy(a) is a, array("i", a)[2:5], a[::2])
a[::2] = a[1::2]
print(a)
f, d, u = array("f", [0.1, 1, 2.5]), array("d", [0.1, -0.0, float("inf")]), array("u", "h\xe9llo")
print(f, d, u, u.tounicode(), u[1], f.tobytes(), d.tobytes(), u.tobytes(), f.itemsize, d.itemsize)
u.fromunicode("!")
print(u, array("u", ["a", "b"]), u.tolist())
raw = array("H")
raw.frombytes(b"\x01\x00\x02\x00")
raw.byteswap()
print(raw, bytes(raw), bytearray(raw), array("B", b"abc"), array("b", bytearray(b"\xff")), bytes(array("i", [1])))
stream = io.BytesIO()
raw.tofile(stream)
stream.seek(0)
back = array("H")
back.fromfile(stream, 2)
print(back == raw, attempt(lambda: back.fromfile(stream, 1)), back)
for action in (lambda: array("x"), lambda: array("ii"), lambda: array(5), lambda: array(), lambda: array("i", 5), lambda: array("i", "abc"), lambda: array("u", ["bc"]),
               lambda: array("i", b"123"), lambda: array("d", ["x"]), lambda: a[50], lambda: a["x"], lambda: a + [1], lambda: a + array("d"), lambda: a < [1],
               lambda: a.index(99), lambda: a.remove(99), lambda: array("i").pop(), lambda: a.pop(99), lambda: a.extend(array("d", [1])), lambda: a.extend(5),
               lambda: a.fromlist((1,)), lambda: a.fromlist([1, "x"]), lambda: a.frombytes(b"abc"), lambda: a.frombytes("abc"), lambda: a.append("x"),
               lambda: hash(a), lambda: put(a, 0, 1.5), lambda: put(a, 99, 1), lambda: put(a, slice(0, 1), [1]),
               lambda: put(a, slice(0, 3, 2), array("i", [1])), lambda: a.tounicode(), lambda: a.fromunicode("x"), lambda: a * "x", lambda: array("i", None)):
    print(attempt(action))
print(module.typecodes, module.ArrayType is array, type(a), isinstance(a, array))


def sieve(limit):
    flags = array("B", [1]) * (limit + 1)
    flags[0] = flags[1] = 0
    for n in range(2, int(limit ** 0.5) + 1):
        if flags[n]:
            flags[n * n::n] = array("B", bytes(len(range(n * n, limit + 1, n))))
    return [n for n, flag in enumerate(flags) if flag]


print(sieve(60))
