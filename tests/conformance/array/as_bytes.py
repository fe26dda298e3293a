# SPDX-License-Identifier: Apache-2.0
# Arrays and memoryviews where bytes are expected, and memoryviews of arrays.
import base64
import binascii
import hashlib
from array import array


def attempt(what, action):
    try:
        print(what, action())
    except Exception as error:
        print(what, type(error).__name__, error)


a = array("h", [0x3131, 0x3232])
v = memoryview(b"1122")
for data in (a, v, memoryview(bytearray(b"1122")), memoryview(a)):
    attempt("add", lambda: b"x" + data)
    attempt("bytearray add", lambda: bytearray(b"x") + data)
    attempt("join", lambda: b"-".join([data, b"y", data]))
    attempt("in", lambda: data in b"011220")
    attempt("find", lambda: b"00112233".find(data))
    attempt("count", lambda: b"11221122".count(data))
    attempt("startswith", lambda: b"11223".startswith(data))
    attempt("any of", lambda: b"11223".startswith((b"x", data)))
    attempt("strip", lambda: b"1x2".strip(data))
    attempt("split", lambda: b"a1122b".split(data))
    attempt("partition", lambda: b"a1122b".partition(data)[1] is data)
    attempt("replace", lambda: b"a1122b".replace(data, b"-"))
    attempt("prefix", lambda: b"1122b".removeprefix(data))
    attempt("int", lambda: int(data))
    attempt("float", lambda: float(data))
    attempt("bytes", lambda: bytes(data))
    attempt("str", lambda: str(data, "ascii"))
    attempt("percent", lambda: b"<%s %b>" % (data, data))
    attempt("base64", lambda: base64.b64encode(data))
    attempt("hex", lambda: binascii.hexlify(data))
    attempt("sha", lambda: hashlib.sha256(data).hexdigest())
    b = bytearray(b"abc")
    b += data
    b.extend(data)
    b[1:2] = data
    print(b)
m = memoryview(a)
print(m.format, m.itemsize, m.nbytes, len(m), m.tolist(), m.obj is a, m.readonly, m.shape, m.strides)
m[0] = -2
print(a, m[0], m[-1], m[1:].tolist(), m.tobytes())
attempt("too big", lambda: m.__setitem__(0, 70000))
attempt("text", lambda: m.__setitem__(0, "x"))
m[:] = array("h", [7, 8])
print(a, m == a, m == array("h", [7, 8]))
attempt("other", lambda: m.__setitem__(slice(None), b"1234"))
w = memoryview(array("b", [127, -128])).cast("B")
print(list(w), w.format)
print(memoryview(array("d", [0.5, 2])).tolist(), memoryview(array("Q", [2 ** 64 - 1]))[0])
x = array("i", range(8))
x[::2] = array("i", [9, 9, 9, 9])
del x[1:3]
del x[::-2]
print(x, x[1:], x * 2, x + x, x.index(9), x.count(9), 9 in x, x == array("i", [9]))
x.insert(1, 5)
x.insert(-100, 6)
x.reverse()
x.byteswap()
print(x, x.pop(), x.pop(0), x)
attempt("pop", lambda: array("b").pop())
attempt("range", lambda: x.pop(9))
print(array("u", "h\u00e9\u20ac"), array("u", "ab").tounicode(), array("f", [0.1])[0])
s = b"abc"
print(s.strip() is s, s.removeprefix(b"z") is s)
