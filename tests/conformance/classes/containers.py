# Objects that behave like containers, iterators and callables.
class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, key):
        if isinstance(key, tuple):
            row, column = key
            return self.rows[row][column]
        if isinstance(key, slice):
            return Matrix(self.rows[key])
        return self.rows[key]

    def __setitem__(self, key, value):
        row, column = key
        self.rows[row][column] = value

    def __delitem__(self, key):
        del self.rows[key]

    def __contains__(self, value):
        return any(value in row for row in self.rows)

    def __iter__(self):
        for row in self.rows:
            yield from row

    def __reversed__(self):
        return iter(self.rows[::-1])

    def __call__(self, factor):
        return [[cell * factor for cell in row] for row in self.rows]

    def __str__(self):
        return "\n".join(" ".join(map(str, row)) for row in self.rows)


m = Matrix([(1, 2), (3, 4), (5, 6)])
print(len(m), m[1], m[0, 1], m[1:][0], m[-1][::-1], 4 in m, 9 in m, list(m), list(reversed(m)), m(10), sum(m), max(m))
m[0, 0] = 100
del m[1]
print(m, bool(m), bool(Matrix([])))
first, *rest = m
print(first, rest, dict(zip("ab", m)), sorted(m, reverse=True), tuple(m))


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.start <= 0:
            raise StopIteration
        self.start -= 1
        return self.start + 1


print(list(Countdown(3)), [x * x for x in Countdown(4)], next(Countdown(2)), next(Countdown(0), "empty"))
try:
    next(Countdown(0))
except StopIteration as stop:
    print("stopped", stop.value)


class Old:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError(index)
        return index * 2


print(list(Old()), 6 in Old(), 7 in Old(), list(zip(Old(), "abc")))


class Default(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


d = Default(a=1)
print(d["a"], d["b"], d, d.get("c"), "c" in d, isinstance(d, dict), len(d))


class Stack(list):
    def push(self, item):
        self.append(item)
        return self

    def peek(self):
        return self[-1]


s = Stack([1]).push(2).push(3)
print(s, s.peek(), s[1:], type(s[1:]).__name__, s == [1, 2, 3], s + [4], len(s), Stack.__mro__[1].__name__, sorted(s)[0])


class Upper(str):
    def __new__(cls, text):
        return super().__new__(cls, text.upper())

    def twice(self):
        return self + self


u = Upper("abc")
print(u, repr(u), u.twice(), u.lower(), isinstance(u, str), {u: 1}["ABC"], len(u), u == "ABC", "%s|%5s" % (u, u), f"{u:>6}")


class Celsius(float):
    def fahrenheit(self):
        return self * 9 / 5 + 32


print(Celsius(100).fahrenheit(), Celsius(1.5) + 1, int(Celsius(3.9)))


class Id(int):
    def __repr__(self):
        return f"Id({int(self)})"


print(Id(7), [Id(7)], Id(7) + 1, Id(3) == 3, {3: "x"}[Id(3)], Id("12") * 2)
