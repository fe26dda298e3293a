# SPDX-License-Identifier: Apache-2.0
import io
import pickle

shared = [1]
data = [None, True, False, 0, 255, 256, 65535, 65536, -1, -128, 2 ** 31, -2 ** 31, 2 ** 63, -2 ** 63, 10 ** 40, -10 ** 40, 1.5, float("inf"), "", "text", "ä€😀",
        "x" * 300, b"", b"bytes", b"y" * 300, (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], {}, {"a": 1}, {"a": 1, 2: [3]},
        set(), {5}, frozenset(), frozenset([1]), [shared, shared], list(range(2500)), {i: i for i in range(1500)}]
for value in data:
    packed = pickle.dumps(value)
    print(len(packed), packed if len(packed) < 400 else hash(packed) is None, pickle.loads(packed) == value, type(pickle.loads(packed)).__name__)
again = pickle.loads(pickle.dumps([shared, shared]))
print(again[0] is again[1])
loop = [1]
loop.append(loop)
back = pickle.loads(pickle.dumps(loop))
print(back[1] is back, back)
for old in (b"(lp0\nI1\naI01\naL5L\naVt\xe9xt\np1\nag1\na.", b"\x80\x02]q\x00(K\x01X\x01\x00\x00\x00aq\x01G?\xf8\x00\x00\x00\x00\x00\x00e.", b"(dp0\nVa\np1\nF1.5\ns.", b"(I1\nI2\nt."):
    print(pickle.loads(old))
for wrong in (b"", b"\x80", b"]", b"\x80\x04K\x01", b"\x80\x09N.", b"x"):
    try:
        print(pickle.loads(wrong))
    except Exception as e:
        print(type(e).__name__, isinstance(e, pickle.PickleError))
stream = io.BytesIO()
pickle.dump({"a": [1, 2]}, stream)
pickle.dump("second", stream)
stream.seek(0)
print(pickle.load(stream), pickle.load(stream), pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL)
try:
    pickle.load(stream)
except EOFError as e:
    print(e)
