# SPDX-License-Identifier: Apache-2.0
import array
M = 2**63
print(slice(None,None,-M).indices(10), slice(None,None,M-1).indices(10), slice(None, None, -M-1).indices(10), slice(None,None,2**70).indices(5), slice(2**70,None,-2**70).indices(5), slice(-M, M, M).indices(3))
print([1,2,3][::-M], (1,2)[::-M], "abc"[::-M], b"abc"[::-M], "aé"[::-M], "aé"[::M])
x=[1,2,3]; x[::-M]=[9]; print(x); x[::M-1]=[8]; print(x); del x[::M-1]; print(x); del x[::-M]; print(x)
x=bytearray(b"abc"); x[::-M]=b"z"; print(x); x[::M-1]=b"y"; print(x); del x[::M-1]; print(x)
a=array.array("i",[1,2,3]); print(a[::M-1], a[::-M]); a[::-M]=array.array("i",[9]); print(a); del a[::M-1]; print(a)
m=memoryview(b"abc"); print(bytes(m[::M-1]), len(m[::M-1])) 

for r in (range(10), range(0, 100, 3), range(10, 0, -1), range(0)):
    for s in (slice(None, None, M - 1), slice(None, None, -M), slice(1, None, 2**62), slice(None, None, 2**70), slice(5, 1, -M)):
        print(r[s], list(r[s]))


class Index:
    def __index__(self):
        print("asked")
        return 2


for action in (lambda: slice(Index(), Index(), Index()).indices(Index()), lambda: slice(None, 5).indices(2**70), lambda: slice("a").indices(3),
               lambda: slice(None, None, "a").indices(3), lambda: slice(1).indices(-1), lambda: slice(1).indices("a"), lambda: slice(1, 2, 0).indices(3),
               lambda: slice(True, None, True).indices(3), lambda: range(3)[::0], lambda: range(3)["a":], lambda: range(9)[Index():Index():Index()]):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
