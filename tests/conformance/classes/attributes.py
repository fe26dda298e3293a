# Class attributes, instance attributes, and what shadows what.
class Counter:
    total = 0
    names = []

    def __init__(self, start):
        self.value = start
        Counter.total += 1

    def add(self, step=1):
        self.value += step
        return self


a, b = Counter(1), Counter(10)
print(a.add().add(5).value, b.add(-3).value, Counter.total, a.total)
a.total = 99
print(a.total, b.total, Counter.total)
del a.total
print(a.total)
a.names.append("x")
print(b.names, Counter.names is a.names)
print(sorted(vars(a).items()), a.__dict__ == {"value": 7})
print(hasattr(a, "value"), hasattr(a, "nothing"), getattr(a, "nothing", "default"))
setattr(a, "extra", [1, 2])
print(a.extra, "extra" in a.__dict__)
delattr(a, "extra")
try:
    a.extra
except AttributeError as error:
    print(error, error.name)
try:
    Counter.missing
except AttributeError as error:
    print(error)
try:
    del a.never
except AttributeError as error:
    print(error)
try:
    Counter()
except TypeError as error:
    print(error)
try:
    Counter(1, 2, 3)
except TypeError as error:
    print(error)
try:
    a.add(1, 2)
except TypeError as error:
    print(error)
print(Counter.__name__, Counter.__qualname__, Counter.__module__, Counter.__doc__)
print(type(a) is Counter, a.__class__.__name__, Counter.__bases__, Counter.__mro__ == (Counter, object))
