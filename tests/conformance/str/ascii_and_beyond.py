# SPDX-License-Identifier: Apache-2.0
# Methods that take a shorter way for ASCII text, beside text that is not.
for s in ["", "a", "A", "hello World_9", "ABCDEFGHIJ[]`{@Z", "abc xyz don't stop", "ÉCOLE straße ΣΑΣ", "x" * 40 + "Y", "a1b2 c-d", "\tTab\x1cX\x85y\u2003z "]:
    print(repr(s.lower()), repr(s.upper()), repr(s.title()), repr(s.capitalize()), repr(s.swapcase()), repr(s.strip()), s.split(), s.rsplit(None, 1), s.split("a"), s.splitlines(), repr(s.replace("a", "--")), repr(s.replace("", ".")), repr(s.replace("zz", "y")), s.isalpha(), s.isspace())
s = "abc"
print(s.replace("z", "y") is s, s.strip() is s, "-".join(["a"]), "".join([]), "-".join(("é", "b", "")), ",".join(c for c in "xyz"), ",".join({"k": 1, "j": 2}))
try: ",".join(["a", 1])
except TypeError as e: print(e)
try: ",".join(5)
except TypeError as e: print(e)
class S(str): pass
t = S("abc")
print(type(t.strip()), type(t.replace("q", "")), type(t.lower()), type(",".join([t])))
x = "abc"[1]; y = "xbx"[1]
print(x is y, x == y, {x: 1}[y], x + y, [c for c in "aé"], "é"[0])
z = "a"
for i in range(5): z += "b"
print(z, "lines\r\nof\x0btext\x1c.\u2028end".splitlines(True))
