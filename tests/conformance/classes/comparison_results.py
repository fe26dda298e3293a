# SPDX-License-Identifier: Apache-2.0
# What a comparison method gives is what the comparison gives; only a condition asks whether it is true.
import functools
import operator


class Field:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __eq__(self, other):
        return Condition(self.name, "=", other)

    def __ne__(self, other):
        return Condition(self.name, "<>", other)

    def __lt__(self, other):
        return Condition(self.name, "<", other)

    def __le__(self, other):
        return Condition(self.name, "<=", other)

    def __gt__(self, other):
        return Condition(self.name, ">", other)

    def __ge__(self, other):
        return [self.name, other]

    __hash__ = None


class Condition:
    def __init__(self, *parts):
        self.parts = parts

    def __and__(self, other):
        return Condition(*self.parts, "and", *other.parts)

    def __bool__(self):
        print("asked", self)
        return self.parts[1] != "<>"

    def __repr__(self):
        return " ".join(map(str, self.parts))


age, name = Field("age"), Field("name")
print(age == 3, age != 3, age < 3, age <= 3, age > 3, age >= 3)
print(3 == age, 3 != age, 3 < age, 3 <= age, 3 > age, 3 >= age)
print((age > 18) & (name == "x"), [age == 1, age != 1], {"k": age < 2})
found = age == name
print(found, type(found).__name__, (age >= 1)[0])
print(not age == 1, not age != 1, age == 1 and "then", age != 1 or "else", "yes" if age != 1 else "no")
print(1 < age < 5, 1 != age != 5)
if age == 2:
    print("taken")
while age != 2:
    print("never")
print(age in [1, 2], [1] == [age], (age,) != (2,), operator.eq(age, 1), operator.lt(age, 1), age.__eq__(7))
check = lambda a, b: a == b
print(check(age, 1), check(1, 1), list(map(lambda f: f == "v", [age, name])), max([1, 2], key=lambda n: n == 2))


def both(a, b):
    return a < b


def typed(a):
    result = a == 1
    result = result if result else False
    return result


print(both(age, 1), both(1, 2), typed(1), typed(name), sorted([3, 1], key=functools.cmp_to_key(lambda a, b: (a > b) - (a < b))))


class Silent:
    def __eq__(self, other):
        return NotImplemented

    def __lt__(self, other):
        return None


one, two = Silent(), Silent()
print(one == one, one == two, one != two, one < two, one < 5)
try:
    print(one > 5)
except TypeError as error:
    print(error)
print((1.5).__eq__(2), (1).__eq__(1.0), (1.5).__lt__(True), "a".__eq__(1))
