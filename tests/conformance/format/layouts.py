# SPDX-License-Identifier: Apache-2.0
# Numbers and text in fields: fills, signs, groups, precision, and what is refused.
vals = [0.0, -0.0, 1.0, -1.5, 0.1, 1e-4, 9.999e-5, 1e15, 9007199254740991.0, 9007199254740993.0, 1e16, 123456789.123, 1/3, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 2.5, 0.5, 1e22]
for v in vals:
    print(repr(v), "%.2f" % v, "%f" % v, "%8.3f|%-9.1f|%+.0f|%#.0f" % (v, v, v, v), f"{v:.1%}", f"{v:,.2f}", f"{v:010.2f}", f"{v:>+12.3e}", f"{v:z.1f}", f"{v:_}", f"{v:*^20}", f"{v:F}")
for v in [0, 1, -1, 12, 1234567, -1234567, 10**25, True]:
    print(f"{v:,}", f"{v:_}", f"{v:012,}", f"{v:+}", f"{v: d}", f"{v:x}", f"{v:#X}", f"{v:>8}", f"{v:<8}|", f"{v:^9}|", f"{v:é>9}|", f"{v:08.1f}", "%5d|%-5d|%05d|%+d|%x|%#o" % (v, v, v, v, v, v))
for v in ["", "a", "é", "abcdef"]:
    print(f"{v:5}|{v:>5}|{v:^5}|{v:.2}|{v:é^7}|{v:05}|", "%5s|%-5s|%.2s|%r" % (v, v, v, v))
for spec in ["q", "5q", "<<5", "=5", ",s", "_,", "..", ".", "10x", "é", "éé", ">é", "<", "é<", "0<5", "+", "5.2.", "z", "#", "n"]:
    for v in (1, 1.5, "s"):
        try:
            print(spec, repr(format(v, spec)))
        except Exception as e:
            print(spec, type(e).__name__, e)
for f, a in [("%é", 1), ("é%q", 1), ("%", 1), ("%d", "x"), ("%(a)s", 1), ("%s %s", 1), ("x", 1)]:
    try:
        print(f % a)
    except Exception as e:
        print(type(e).__name__, e)
class S(str):
    def __str__(self): return "other"
class I(int):
    def __str__(self): return "other"
print("%s" % S("x"), "%d" % I(5), "%i|%u" % (I(6), 7), f"{S('x')}", f"{I(5)}")
