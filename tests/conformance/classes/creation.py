# __new__, __init_subclass__, class decorators, nested classes, classes in functions, type() with three arguments.
class Singleton:
    _only = None

    def __new__(cls, *args):
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __init__(self, value=None):
        self.value = value


print(Singleton(1) is Singleton(2), Singleton(3).value)


class Plugin:
    registry = {}

    def __init_subclass__(cls, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[name or cls.__name__.lower()] = cls


class Mail(Plugin):
    pass


class Phone(Plugin, name="telephone"):
    pass


print(sorted(Plugin.registry), Plugin.registry["telephone"] is Phone)


def add_repr(cls):
    cls.__repr__ = lambda self: f"<{cls.__name__} {sorted(vars(self).items())}>"
    return cls


def with_version(version):
    def decorate(cls):
        cls.version = version
        return cls
    return decorate


@with_version(3)
@add_repr
class Thing:
    def __init__(self):
        self.a = 1

    class Inner:
        depth = 2

        def where(self):
            return type(self).__qualname__


print(Thing(), Thing.version, Thing.Inner.depth, Thing.Inner().where())


def build(base):
    factor = base * 10

    class Local:
        scale = factor

        def value(self, x):
            return x * factor + base

    return Local


first, second = build(1), build(2)
print(first().value(3), second().value(3), first.scale, second.scale, first is second, first.__qualname__)

Dynamic = type("Dynamic", (Plugin,), {"x": 1, "double": lambda self: self.x * 2})
print(Dynamic.__name__, Dynamic().double(), "dynamic" in Plugin.registry, isinstance(Dynamic(), Plugin))


class Body:
    values = [1, 2, 3]
    doubled = [value * 2 for value in values]
    total = 0
    for value in values:
        total += value
    if total > 5:
        size = "large"
    else:
        size = "small"
    del value


print(Body.doubled, Body.total, Body.size, hasattr(Body, "value"))
name = "module"


class Scoped:
    name = "class"
    copy = name

    def show(self):
        return name, self.name


print(Scoped().show(), Scoped.copy)


class Annotated:
    x: int = 3
    y: "str"


print(Annotated.x, sorted(Annotated.__annotations__), hasattr(Annotated, "y"))
