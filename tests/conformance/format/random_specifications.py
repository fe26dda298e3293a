# SPDX-License-Identifier: Apache-2.0
# Random values by random specifications: format(), str.format, f-strings and the % operator.
import struct
seed = 12345
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (seed >> 33) % n

def rfloat():
    k = rnd(7)
    if k == 0:
        return struct.unpack("<d", struct.pack("<Q", (rnd(1 << 31) << 33) | (rnd(1 << 31) << 2) | rnd(4)))[0]
    if k == 1:
        return rnd(100000) / 1000
    if k == 2:
        return (rnd(2000001) - 1000000) / 8
    if k == 3:
        return [0.0, -0.0, 1.0, -1.5, 0.5, 2.5, 1e16, 9e15, 1e-5, float("inf"), float("-inf"), float("nan"), 0.125, 0.0625, 123456789.125, 4503599627370496.5, 9007199254740993.0, 5e-324][rnd(18)]
    if k == 4:
        return (rnd(1 << 30) - (1 << 29)) / (1 << rnd(60))
    if k == 5:
        return rnd(1000) * 10.0 ** (rnd(40) - 20)
    return rnd(1 << 31) * 1.0 * (1 << 20) + rnd(16) / 16

def rint():
    k = rnd(5)
    if k == 0:
        return rnd(10) - 5
    if k == 1:
        return (rnd(1 << 31) - (1 << 30)) * rnd(1 << 31)
    if k == 2:
        return [0, -1, 10, 99, 100, 101, 1000, 999999, 2**53, 2**53 + 1, -2**63, 2**63 - 1, 2**63, 10**30, True, False][rnd(16)]
    return rnd(1000000)

texts = ["", "a", "abc", "h\u00e9llo", "\u4f60\u597d", "x" * 50, "tab\t", "\U0001f600!"]
def rspec():
    s = ""
    if rnd(3) == 0:
        s += ["<", ">", "^", "=", "*<", "0>", "-^", "\u00e9>", "#=", "^^"][rnd(10)]
    if rnd(4) == 0:
        s += "+- "[rnd(3)]
    if rnd(6) == 0:
        s += "#"
    if rnd(5) == 0:
        s += "0"
    if rnd(2) == 0:
        s += str([1, 5, 8, 12, 20, 40, 300][rnd(7)])
    if rnd(4) == 0:
        s += ",_"[rnd(2)]
    if rnd(2) == 0:
        s += "." + str([0, 1, 2, 3, 6, 10, 17, 18, 19, 25][rnd(10)])
    if rnd(4) != 0:
        s += "dfsxXobeg%Ec FnG"[rnd(16)]
    return s

def rvalue():
    k = rnd(4)
    return rint() if k == 0 else rfloat() if k < 3 else texts[rnd(8)]

def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)

for n in range(4000):
    v = rvalue()
    s = rspec()
    print(repr(v), s, ascii(attempt(lambda: format(v, s))))
    if n % 3 == 0:
        print("%a %a" % (attempt(lambda: "<{:{}}|{!r:}|{!s:>12}>".format(v, s, v, v)), f"{v}{v!r:>30}{v:8}"))
    flags = "-+ #0"[rnd(5)] if rnd(2) else ""
    p = "%" + flags + (str(rnd(20)) if rnd(2) else "") + (("." + str(rnd(20))) if rnd(2) else "") + "dfsxXoeEgGFriuac"[rnd(16)]
    print(p, ascii(attempt(lambda: p % v)), ascii(attempt(lambda: p % (v,))))
    if not isinstance(v, str):
        print(attempt(lambda: (p.encode()) % v))
print("{0} {1} {0}".format(1, 2.5), "{{}}".format(), "{a[0]} {b.real:5}".format(a=[1], b=3))
for bad in ["{", "}", "{0} {}", "{} {0}", "{!z}", "{:d}", "{0.x}", "{a}", "{0[}", "{:{}{}}", "{!r"]:
    print(bad, attempt(lambda: bad.format("t", 5)))
