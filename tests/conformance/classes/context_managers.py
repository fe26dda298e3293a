# __enter__ and __exit__: values, swallowing, order, errors.
class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value)
        return self.swallow


with Manager("a") as a, Manager("b") as b:
    print(a, b)
with Manager("quiet", swallow=True):
    raise ValueError("gone")
try:
    with Manager("outer"):
        with Manager("inner"):
            raise KeyError("up")
except KeyError as error:
    print("caught", error)


def early():
    with Manager("returning"):
        return "value"


print(early())
for i in range(3):
    with Manager(str(i)):
        if i == 1:
            break


class NoExit:
    def __enter__(self):
        return self


try:
    with NoExit():
        pass
except TypeError as error:
    print(error)
except AttributeError as error:
    print(error)


class Failing(Manager):
    def __exit__(self, *details):
        raise RuntimeError("in exit")


try:
    with Failing("f"):
        raise ValueError("first")
except RuntimeError as error:
    print(error, repr(error.__context__))
