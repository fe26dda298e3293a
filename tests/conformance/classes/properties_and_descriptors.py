# Properties with setter and deleter, descriptors, __slots__, __set_name__, __getattr__ and __setattr__.
class Circle:
    def __init__(self, radius):
        self.radius = radius

    @property
    def radius(self):
        """The radius."""
        return self._radius

    @radius.setter
    def radius(self, value):
        if value < 0:
            raise ValueError("negative radius")
        self._radius = value

    @radius.deleter
    def radius(self):
        print("deleted")
        self._radius = 0

    @property
    def area(self):
        return 3 * self.radius ** 2


c = Circle(2)
c.radius += 1
print(c.radius, c.area, Circle.radius.__doc__)
for action in (lambda: setattr(c, "radius", -1), lambda: setattr(c, "area", 5), lambda: delattr(c, "area")):
    try:
        action()
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
del c.radius
print(c.radius)


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name, None)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(instance, self.name, value)


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name, self.age = name, age


p = Person("Ann", 30)
print(p.name, p.age, isinstance(Person.name, Typed), sorted(vars(p)))
try:
    p.age = "old"
except TypeError as error:
    print(error)


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


q = Point(1, 2)
q.x = 5
print(q.x, q.y, hasattr(q, "__dict__"))
try:
    q.z = 1
except AttributeError as error:
    print(error)


class Record:
    def __init__(self, **fields):
        self.__dict__.update(fields)

    def __getattr__(self, name):
        if name.startswith("has_"):
            return name[4:] in self.__dict__
        raise AttributeError(f"no {name}")

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2)

    def __delattr__(self, name):
        print("removing", name)
        super().__delattr__(name)


r = Record(a=1)
r.b = 3
print(r.a, r.b, r.has_a, r.has_z, getattr(r, "zzz", "fallback"))
del r.b
print(sorted(vars(r)))
try:
    r.other
except AttributeError as error:
    print(error)


class Private:
    def __init__(self):
        self.__secret = 1
        self._plain = 2

    def reveal(self):
        return self.__secret


print(Private().reveal(), sorted(vars(Private())), hasattr(Private(), "__secret"))
