# SPDX-License-Identifier: Apache-2.0
# An int of a class goes wherever the library wants an int.
import datetime
import math
import time


class Id(int):
    pass


n = Id(2)
print("abc"[n:], "abc"[:n], [1, 2, 3][n], (1, 2, 3)[::n], b"abc"[n:], range(5)[n:], bytearray(b"abc")[:n])
print("x" * n, n * "ab", [0] * n, (1,) * n, b"x" * n, bytearray(b"y") * n, bytes(n), bytearray(n))
print("abcabc".find("a", n), "abcabc".index("b", n), "abcabc".count("a", n), "abcabc".startswith("c", n), b"abcabc".find(b"a", n), b"abcabc".endswith(b"c", n))
print("a".center(Id(5), "*"), "x".zfill(Id(3)), "a,b,c".split(",", Id(1)), "aaa".replace("a", "b", n), "a\tb".expandtabs(Id(4)), "ab\ncd".splitlines(Id(1)))
print("%c" % Id(65), b"%c" % Id(65), "%*d" % (Id(5), 3), "%.*f" % (n, 1.23456), f"{n:03d}", f"{3.14159:.{n}f}", "{:>{}}".format("x", Id(4)), chr(Id(66)), hex(Id(255)))
print(datetime.date(Id(2024), Id(5), Id(6)), datetime.timedelta(days=n), datetime.datetime.fromtimestamp(Id(0), datetime.timezone.utc), time.gmtime(Id(0)).tm_year)
print(math.ldexp(1.5, n), math.factorial(Id(5)), math.comb(Id(5), n), math.isqrt(Id(17)), round(2.345, n), pow(n, 3), divmod(Id(7), n), 1 << n, Id(6) | 1, sum([n, n]))
data = bytearray(b"abc")
data[0] = Id(65)
data.append(Id(66))
data.insert(Id(0), Id(67))
items = [1, 2, 3]
items.insert(Id(1), "i")
print(data, Id(65) in data, items, items.pop(n), sorted([Id(3), 1]), list(range(Id(1), Id(4))), max(Id(9), 3), {n: "k"}[2], [10, 20, 30].index(20, Id(0)))
