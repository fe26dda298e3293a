# super() along the chain, in methods, class methods, properties and nested functions.
class Base:
    def __init__(self, **options):
        self.log = ["Base"]
        self.options = options

    def describe(self):
        return "base"

    @classmethod
    def make(cls, **options):
        return cls(**options)

    @property
    def size(self):
        return 1

    def __repr__(self):
        return f"{type(self).__name__}({self.options})"


class Middle(Base):
    def __init__(self, colour, **options):
        super().__init__(**options)
        self.colour = colour
        self.log.append("Middle")

    def describe(self):
        return "middle of " + super().describe()

    @property
    def size(self):
        return super().size + 10


class Leaf(Middle):
    def __init__(self, **options):
        super().__init__("green", **options)
        self.log.append("Leaf")

    def describe(self):
        def inner():
            return super(Leaf, self).describe()

        return "leaf of " + inner()

    @classmethod
    def make(cls, **options):
        result = super().make(**options)
        result.log.append("made")
        return result

    @property
    def size(self):
        return super().size + 100


leaf = Leaf.make(depth=3)
print(leaf, leaf.log, leaf.colour, leaf.describe(), leaf.size)
print(Middle("red", a=1).describe(), Base().size)
print(isinstance(leaf, Base), issubclass(Leaf, (int, Middle)), isinstance(leaf, (str, list)))
print([c.__name__ for c in Leaf.__mro__])
try:
    super(Leaf, leaf).nothing
except AttributeError as error:
    print(error)
