# Methods are bound when they are looked up; functions in instances are not.
class Greeter:
    """Says hello."""

    greeting = "hello"

    def __init__(self, name):
        self.name = name

    def greet(self, punctuation="!"):
        """Greets."""
        return f"{self.greeting}, {self.name}{punctuation}"

    @classmethod
    def named(cls, name):
        return cls(name.title())

    @staticmethod
    def shout(text):
        return text.upper()


class Loud(Greeter):
    greeting = "HEY"


one = Greeter.named("ada")
two = Loud.named("grace")
print(one.greet(), two.greet("?"), Greeter.greet(one, "."), type(two).__name__)
bound = two.greet
two.name = "Edsger"
print(bound(), bound.__self__ is two, bound.__func__ is Greeter.greet, bound.__name__, bound.__doc__)
print(Greeter.shout("x"), one.shout("y"), Loud.named.__self__ is Loud)
one.plain = lambda: "not bound"
print(one.plain())
print(list(map(Greeter.greet, [one, two])))
print(sorted(name for name in dir(one) if not name.startswith("_")))
print(Greeter.__doc__, Greeter.greet.__doc__, Greeter.greet.__qualname__)
Greeter.wave = lambda self: f"{self.name} waves"
print(one.wave(), two.wave())
try:
    Greeter.greet()
except TypeError as error:
    print(error)
print(one.greet == one.greet, one.greet == two.greet)
