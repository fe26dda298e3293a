# SPDX-License-Identifier: Apache-2.0
import sys
from array import array


def attempt(what, action):
    try:
        print(what, action())
    except Exception as error:
        print(what, type(error).__name__, error)


class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


far = 4 * sys.maxsize
for items in ([1, 0, 2, 0], (1, 0, 2, 0), array("i", [1, 0, 2, 0])):
    for bounds in ((-far, far), (Index(1),), (Index(-far), Index(far)), (2, Index(-1)), (far,), (0, -far)):
        attempt("index", lambda: items.index(0, *bounds))
    attempt("index of none", lambda: items.index(0, None))
for text in ("abcabc", b"abcabc", bytearray(b"abcabc")):
    part = text[2:3]
    for bounds in ((-far, far), (Index(3),), (None, Index(2)), (Index(-far), None)):
        attempt("find", lambda: text.find(part, *bounds))
        attempt("count", lambda: text.count(part, *bounds))
        attempt("startswith", lambda: text.startswith(part, *bounds))
    attempt("find x", lambda: text.find(part, "x"))
for length in (0, 1, 10, 2 ** 40, 2 ** 100):
    for part in (slice(None), slice(2 ** 80), slice(-2 ** 80, 2 ** 80, 2 ** 70), slice(None, None, -1),
                 slice(5, None, -2 ** 90), slice(Index(3), Index(2 ** 99), Index(2))):
        attempt("indices", lambda: part.indices(length))
attempt("negative", lambda: slice(1).indices(-1))
attempt("negative far", lambda: slice(1).indices(-2 ** 90))
attempt("zero", lambda: slice(None, None, 0).indices(2 ** 90))
attempt("wrong", lambda: slice("a").indices(2 ** 90))
