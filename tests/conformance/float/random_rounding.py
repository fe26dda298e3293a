# SPDX-License-Identifier: Apache-2.0
# round() to places, sums of mixed numbers, digits of ints in other bases, and long ints from text.
import struct
seed = 5
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (seed >> 33) % n
def rfloat():
    k = rnd(6)
    if k == 0:
        return struct.unpack("<d", struct.pack("<Q", (rnd(1 << 31) << 33) | (rnd(1 << 31) << 2) | rnd(4)))[0]
    if k == 1:
        return rnd(100000) / 1000
    if k == 2:
        return (rnd(2000001) - 1000000) / 8
    if k == 3:
        return [0.0, -0.0, 2.675, 0.5, 1.5, 2.5, 1e16, 9e15, 1e-5, float("inf"), float("nan"), 0.125, 1e300, 4503599627370496.5, 5e-324, -2.5, 0.05][rnd(17)]
    return (rnd(1 << 30) - (1 << 29)) / (1 << rnd(60))
def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)
for n in range(3000):
    x = rfloat()
    print(repr(x), [attempt(lambda: round(x, places)) for places in (0, 1, 2, 3, 6, 10, 15, 16, 20, -1, -3)], attempt(lambda: round(x)))
class Own:
    def __init__(self, items):
        self.items = items
    def __radd__(self, other):
        if self.items is not None:
            self.items.append(5)
        return other * 2
numbers = [1, 2, 2.5, 3, 2**62, 2**62, 2**63, -1, 0.1, True]
for n in range(len(numbers)):
    print(sum(numbers[:n]), sum(numbers[n:]), sum(numbers[n:], 0.5), sum(tuple(numbers[n:]), 10))
growing = [1, 2]
growing.append(Own(growing))
print(sum(growing), growing[:2], growing[3:], attempt(lambda: sum([1, "a"])), attempt(lambda: sum([[1], [2]], [])), sum([]), sum([True, True]))
for number in (0, 1, -1, 255, -256, 2**31, 2**63 - 1, -2**63, 2**64, -2**70, True):
    print(hex(number), oct(number), bin(number))
print([attempt(lambda: chr(n)) for n in (0, 65, 127, 128, 955, 0x1F600, -1, 0x110000)])
for digits in (17, 18, 19, 20, 37, 38, 39, 40, 100, 400, 4300):
    text = "".join(str(rnd(10)) for _ in range(digits))
    print(int(text) % 1000000007, int("-" + text) % 998244353, int(text, 16) % 1000000007, int(text, 36) % 1000000007)
print(attempt(lambda: int("1" * 4301)), int("f" * 50, 16), int("1" * 200, 2) == 2**200 - 1)
