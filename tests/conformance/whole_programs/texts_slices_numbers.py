# SPDX-License-Identifier: Apache-2.0
# text processing, formatting tables, slicing games, set algebra, big ints, sorting
import string, textwrap, collections, itertools, operator, sys
text = """The quick brown fox jumps over the lazy dog. The dog sleeps; the fox runs away!
It's a dog-eat-dog world, isn't it? "Yes," said the fox.\tTabs too."""
words = [w.strip(string.punctuation).lower() for w in text.split()]
freq = collections.Counter(w for w in words if w)
for w, n in sorted(freq.items(), key=lambda kv: (-kv[1], kv[0]))[:5]:
    print(f"{w:<8}|{n:^5}|{'#' * n:>6}|{n / len(words):7.2%}")
print(textwrap.fill(text, 40)); print(textwrap.shorten(text, 30)); print(textwrap.indent("a\nb", "> "), textwrap.dedent("   x\n    y"))
print("%-10s|%5d|%+.3e|%x|%o|%c|%r|%%|%5.1f%%" % ("left", 42, 12345.678, 255, 8, "z", "q", 99.5))
print("{0!r:>10} {1:08.3f} {2:#x} {3:,} {4:_} {5:e} {name!s:*^9}".format("a", 3.14159, 255, 1234567, 1234567, 0.00012, name="mid"))
rows = [("Name", "Qty", "Price"), ("apple", 3, 1.5), ("kiwi", 12, 0.25), ("watermelon", 1, 3)]
widths = [max(len(str(r[i])) for r in rows) for i in range(3)]
for r in rows:
    print(" | ".join(str(c).ljust(w) if isinstance(c, str) else str(c).rjust(w) for c, w in zip(r, widths)))
print("-" * (sum(widths) + 6))
l = list(range(10))
print(l[::-1], l[::3], l[-3:], l[:-3], l[8:2:-2], l[100:], l[-100:2], l[5:5])
l[2:5] = "abc"; print(l); l[::2] = [0] * 5; print(l); del l[1::2]; print(l); l[1:1] = [7, 8]; print(l); l *= 2; print(l)
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a <= b, {3} < a, a.isdisjoint({9}), a.symmetric_difference(b) == a ^ b, frozenset(a) == a)
n = 2 ** 200 + 12345678901234567890
print(n, n % 97, n // 10 ** 40, n.bit_length(), hex(n)[:12], -n >> 100, pow(3, n, 1000007), n == int(str(n)), float(n), divmod(-n, 7 ** 30), n & 0xFF, ~n + n)
import math
print(math.factorial(30), math.isqrt(n), sum(map(int, str(math.factorial(50)))), int("zz", 36), int("0b101", 0), bin(-10), f"{10**18:,}", (10**18).__format__("e"))
data = [{"n": "Bob", "a": 30, "s": 1.5}, {"n": "al", "a": 25, "s": 2.5}, {"n": "Cy", "a": 30, "s": 0.5}]
print(sorted(data, key=lambda d: (-d["a"], d["n"].lower())), sorted(data, key=operator.itemgetter("a", "s"), reverse=True))
print(max(data, key=lambda d: d["s"])["n"], min(data, key=lambda d: len(d["n"]))["n"], [k for k, _ in itertools.groupby(sorted(d["a"] for d in data))])
print(list(map(str.upper, "abc")), list(filter(None, [0, 1, "", "x", [], [0]])), dict(zip("abc", itertools.count(1))), list(enumerate("ab", start=5)), any(x > 2 for x in [1, 3]), all([]))
first, *mid, last = "hello"; print(first, mid, last); (p, q), r = [1, 2], 3; print(p, q, r); x = y = []; x.append(1); print(y, x is y)
print([[j for j in range(i)] for i in range(4)], [c for r in ["ab", "cd"] for c in r if c != "b"], {k: v for k, v in zip("ab", [1, 2]) if v > 1}, *(i ** 2 for i in range(3)))
print("abc" * 2, "a,b,,c".split(","), "a  b".split(), "x".join("abc"), "Hello World".swapcase(), "hello world".title(), "abcabc".replace("b", "X", 1), "abc".find("z"), "aXbX".rpartition("X"), "ab\ncd\r\nef".splitlines(True), "é".encode(), "%s" % (1,), "abc"[::-1], "tEST".capitalize(), "a\tb".expandtabs(4), "42".zfill(5), "-42".zfill(6), "abc".center(9, "*"))
print(str.maketrans("abc", "xyz"), "aabbcc".translate(str.maketrans("abc", "xyz", "b")), "ß".upper(), "ǅ".lower(), "İ".lower().encode(), "٣".isdigit(), "½".isnumeric(), "a1_".isidentifier())
print(1 < 2 < 3 == 3 != 4, not 1 == 2, 5 if [] else 6, None or "d", 0 and 1, "" or [] or {}, 3 and "x", bool("False"), int(True) + True, 1 is True, 0.1 + 0.2, round(0.1 + 0.2, 2) == 0.3, 7 // -2, -7 % 3, 7.5 // 2, 2 ** 0.5, 10 / 5, 1e16 + 1, 1e300 * 1e10, -0.0, 5 % -3, 1_000, 0xff, 0o17, 0b11, 1j * 1j, abs(3 + 4j))
print(sys.maxsize, sys.version_info[:2], type(sys.argv), __name__, ord("A"), chr(8364), ascii("é€"), repr("it's \"q\" \\ \n"), [1, "a", None, 2.0, (1,), {}, set(), b"x", True, ...])
def gcd(a, b):
    while b: a, b = b, a % b
    return a
print(gcd(1071, 462), (lambda *a, **k: (a, k))(1, 2, x=3), (lambda x, y=2, *, z=3: x + y + z)(1, z=5))
def hanoi(n, a="A", b="B", c="C"):
    if n: yield from hanoi(n - 1, a, c, b); yield f"{a}->{c}"; yield from hanoi(n - 1, b, a, c)
print(" ".join(hanoi(3)))
def perms(s): return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1:])]
print(perms("abc"), len(perms("abcde")))
def primes():
    D = {}
    for q in itertools.count(2):
        p = D.pop(q, None)
        if p is None: yield q; D[q * q] = q
        else:
            x = p + q
            while x in D: x += p
            D[x] = p
print(list(itertools.islice(primes(), 15)), next(p for p in primes() if p > 200))
