# Arithmetic, reflected and in-place operators, NotImplemented.
class Money:
    def __init__(self, amount, currency="EUR"):
        self.amount, self.currency = amount, currency

    def __repr__(self):
        return f"Money({self.amount!r}, {self.currency!r})"

    def __add__(self, other):
        if isinstance(other, Money):
            if other.currency != self.currency:
                raise ValueError("currencies differ")
            return Money(self.amount + other.amount, self.currency)
        if isinstance(other, (int, float)):
            return Money(self.amount + other, self.currency)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return Money(self.amount - getattr(other, "amount", other), self.currency)

    def __rsub__(self, other):
        return Money(other - self.amount, self.currency)

    def __mul__(self, factor):
        return Money(self.amount * factor, self.currency)

    def __rmul__(self, factor):
        return self * factor

    def __truediv__(self, other):
        return self.amount / other

    def __floordiv__(self, other):
        return self.amount // other

    def __mod__(self, other):
        return self.amount % other

    def __pow__(self, other):
        return self.amount ** other

    def __neg__(self):
        return Money(-self.amount, self.currency)

    def __pos__(self):
        return self

    def __abs__(self):
        return Money(abs(self.amount), self.currency)

    def __invert__(self):
        return "inverted"

    def __iadd__(self, other):
        self.amount += getattr(other, "amount", other)
        return self

    def __and__(self, other):
        return ("and", other)

    def __or__(self, other):
        return ("or", other)

    def __xor__(self, other):
        return ("xor", other)

    def __lshift__(self, other):
        return ("lshift", other)

    def __rshift__(self, other):
        return ("rshift", other)

    def __matmul__(self, other):
        return ("matmul", other)

    def __divmod__(self, other):
        return divmod(self.amount, other)

    def __int__(self):
        return int(self.amount)

    def __float__(self):
        return float(self.amount)

    def __index__(self):
        return int(self.amount)

    def __round__(self, digits=None):
        return ("round", digits)

    def __bool__(self):
        return self.amount != 0


a, b = Money(5), Money(7.5)
print(a + b, a + 1, 2 + a, sum([a, b]), a - b, 10 - a, a * 3, 3 * a)
print(a / 2, a // 2, a % 3, a ** 2, -a, +a, abs(Money(-4)), ~a)
same = a
a += b
print(a, same is a)
print(a & 1, a | 2, a ^ 3, a << 4, a >> 5, a @ 6, divmod(Money(7), 2))
print(int(b), float(a), [10, 20, 30][Money(1)], round(a), round(a, 2), bool(Money(0)), not Money(1), hex(Money(255)))
for wrong in ("x", None, [1]):
    try:
        print(a + wrong)
    except TypeError as error:
        print(error)
    try:
        print(wrong + a)
    except TypeError as error:
        print(error)
try:
    a + Money(1, "USD")
except ValueError as error:
    print(error)


class Plain:
    pass


for action in (lambda: Plain() + 1, lambda: 1 - Plain(), lambda: Plain() < Plain(), lambda: -Plain(), lambda: len(Plain()), lambda: iter(Plain()),
               lambda: Plain()[0], lambda: Plain()(), lambda: 1 in Plain(), lambda: int(Plain()), lambda: abs(Plain()), lambda: Plain() @ 1):
    try:
        print(action())
    except TypeError as error:
        print(error)
