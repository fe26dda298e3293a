# SPDX-License-Identifier: Apache-2.0
from fractions import Fraction
from itertools import product, chain, permutations, combinations, groupby, islice, accumulate, zip_longest, starmap
import math, operator
from functools import reduce


class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        if len({len(r) for r in self.rows}) > 1:
            raise ValueError("ragged rows")
        self.n, self.m = len(self.rows), len(self.rows[0]) if self.rows else 0

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        if isinstance(key, tuple):
            i, j = key
            if isinstance(i, slice) or isinstance(j, slice):
                rows = self.rows[i] if isinstance(i, slice) else [self.rows[i]]
                return Matrix([r[j] if isinstance(j, slice) else [r[j]] for r in rows])
            return self.rows[i][j]
        return self.rows[key]

    def __setitem__(self, key, value):
        i, j = key
        self.rows[i][j] = value

    def _zip(self, other, op):
        if not isinstance(other, Matrix):
            return NotImplemented
        if (self.n, self.m) != (other.n, other.m):
            raise ValueError(f"shape mismatch: {(self.n, self.m)} vs {(other.n, other.m)}")
        return Matrix([[op(x, y) for x, y in zip(a, b)] for a, b in zip(self.rows, other.rows)])

    def __add__(self, other): return self._zip(other, operator.add)
    def __sub__(self, other): return self._zip(other, operator.sub)
    def __neg__(self): return Matrix([[-x for x in r] for r in self.rows])
    def __mul__(self, k):
        if isinstance(k, Matrix): return self @ k
        return Matrix([[x * k for x in r] for r in self.rows])
    __rmul__ = __mul__
    def __matmul__(self, other):
        if self.m != other.n: raise ValueError("incompatible")
        cols = list(zip(*other.rows))
        return Matrix([[sum(map(operator.mul, r, c)) for c in cols] for r in self.rows])
    def __pow__(self, n, mod=None):
        if n < 0: return NotImplemented
        result, base = Matrix.identity(self.n), self
        while n:
            if n & 1: result = result @ base
            base = base @ base
            n >>= 1
        return result
    def __eq__(self, other): return isinstance(other, Matrix) and self.rows == other.rows
    def __iter__(self): return chain.from_iterable(self.rows)
    def __str__(self):
        width = max(len(str(x)) for x in self)
        return "\n".join("[" + " ".join(f"{str(x):>{width}}" for x in r) + "]" for r in self.rows)
    def __repr__(self): return f"Matrix({self.rows!r})"
    def det(self):
        rows = [[Fraction(x) for x in r] for r in self.rows]
        sign, det = 1, Fraction(1)
        for i in range(self.n):
            pivot = next((r for r in range(i, self.n) if rows[r][i] != 0), None)
            if pivot is None: return Fraction(0)
            if pivot != i:
                rows[i], rows[pivot] = rows[pivot], rows[i]
                sign = -sign
            det *= rows[i][i]
            for r in range(i + 1, self.n):
                f = rows[r][i] / rows[i][i]
                rows[r] = [x - f * y for x, y in zip(rows[r], rows[i])]
        return sign * det


m = Matrix([[2, 1, 3], [0, -1, 4], [5, 2, 2]])
print(m); print(m.T); print(m + m.T - m); print(m @ Matrix.identity(3) == m, m ** 5)
print(2 * m * Fraction(1, 3)); print(m.det(), repr(m[0:2, 1:]), m[1, 2], m[-1])
for f in (lambda: m + 1, lambda: 1 + m, lambda: m ** -1, lambda: m @ Matrix([[1]]), lambda: Matrix([[1], [2, 3]]), lambda: m + Matrix([[1]]), lambda: m < m):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
fibs = Matrix([[1, 1], [1, 0]]) ** 300
print(fibs[0, 1], len(str(fibs[0, 0])))
print([list(g) for k, g in groupby(sorted("mississippi"))], [(k, len(list(g))) for k, g in groupby([1, 1, 2, 3, 3])])
print(list(accumulate([1, 2, 3, 4], operator.mul)), list(accumulate([3, 1, 2], max, initial=0)), list(starmap(pow, [(2, 3), (3, 2)])))
print(list(zip_longest("ab", [1, 2, 3], fillvalue="-")), [*islice(permutations("abc"), 3)], sum(1 for _ in combinations(range(6), 3)))
print(reduce(lambda a, b: a * b, range(1, 21)), math.comb(50, 25), math.perm(5, 2), math.gcd(48, 36, 60), math.lcm(4, 6), math.isqrt(10 ** 20), math.prod([1.5, 2]))
print([[x * y for y in range(1, 4)] for x in range(1, 4)], {(x, y): x ^ y for x, y in product(range(2), repeat=2)}, {x % 3 for x in range(10)})
grid = [["." for _ in range(5)] for _ in range(3)]
grid[1][2] = "#"
print("\n".join(map("".join, grid)))
print(*map(list, zip(*grid)), sep="\n")
print(f"{math.pi:.3f} {math.e:10.4f}| {1e10:g} {1/3:.2%} {-7 // 2} {-7 % 3} {7 // -2} {divmod(-7, 2)} {2 ** -1} {round(2.5)} {round(-3.5)} {round(1234.567, -2)}")
