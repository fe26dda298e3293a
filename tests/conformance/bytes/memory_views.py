# SPDX-License-Identifier: Apache-2.0
def attempt(action):
    try:
        return repr(action())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def put(target, key, value):
    target[key] = value


def delete(target, key):
    del target[key]


b = bytearray(b"abcdef")
m, r = memoryview(b), memoryview(b"xyz")
print(m[0], m[-1], m[1:3].tobytes(), m[::-2].tolist(), len(m), m == b, m == b"abcdef", m != r, m.hex(), m.hex(":"), m.hex("-", 2), list(m)[:2], 97 in m)
print(m.format, m.itemsize, m.nbytes, m.ndim, m.shape, m.strides, m.suboffsets, m.readonly, r.readonly, m.c_contiguous, m.f_contiguous, m.contiguous, m.obj is b)
print(m[::2].contiguous, m[::2].strides, hash(r) == hash(b"xyz"), bytes(m[2:4]), bytearray(r), b"q" + r, str(b"".join([b"a", bytes(r)])), bool(memoryview(b"")), list(reversed(r)))
m[0] = 65
m[1:3] = b"ZZ"
m[3:5] = memoryview(b"12")
m[5:] = bytearray(b"!")
print(b, m.tolist(), m[1:][1:][0], m[2:4].obj is b)
m[2:4][0] = 0
b[5] = 70
print(b, m[5], m.toreadonly().readonly, m.cast("B") == m, memoryview(m) == m, memoryview(b"abc") == "abc", type(m), isinstance(m, memoryview))
print(memoryview(bytearray(8)).cast("I").tolist(), memoryview(b"\x01\x02\x03\x04").cast("H").tolist(), m.cast("b")[0], memoryview(b"abc").cast("c")[0], memoryview(b"ab\0").cast("?").tolist())
words = memoryview(bytearray(8)).cast("i")
words[1] = -2
print(words.tolist(), words.cast("B").tolist(), words.nbytes, words.format, len(words), words[1:].tobytes(), words == memoryview(words.tobytes()).cast("i"))
print(int.from_bytes(memoryview(b"\x01\x02"), "big"), memoryview(b"abc")[0:0].tobytes(), [x for x in r], tuple(r), max(r), sum(r))
for action in (lambda: m[9], lambda: m["x"], lambda: m < r, lambda: hash(m), lambda: memoryview("x"), lambda: memoryview(5), lambda: memoryview(), lambda: put(m, slice(1, 3), b"Z"),
               lambda: put(r, 0, 1), lambda: put(m, 0, 300), lambda: put(m, 0, "x"), lambda: put(m, 0, b"x"), lambda: delete(m, 0), lambda: delete(r, 0), lambda: put(m, 9, 1),
               lambda: m.cast("I"), lambda: m.cast("z"), lambda: r + b"x", lambda: r[0, 0], lambda: r[1.5], lambda: r.index(1), lambda: put(m, slice(0, 1), "a"),
               lambda: m[::2].cast("B"), lambda: words.cast("h"), lambda: m.missing):
    print(attempt(action))
print(repr(m)[:13])
m.release()
print(repr(m)[:20], m == m, m == b)
for action in (lambda: m[0], lambda: len(m), lambda: m.tobytes(), lambda: m.readonly, lambda: list(m), lambda: m.release()):
    print(attempt(action))
with memoryview(b"ab") as view:
    print(view[1], view.tolist())
print(attempt(lambda: view[0]))


def chunks(data, size):
    view = memoryview(data)
    while view:
        yield bytes(view[:size])
        view = view[size:]


print(list(chunks(b"0123456789", 4)))
