# __str__, __repr__, __format__, __bytes__ in every place that makes text.
class Both:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


class OnlyRepr:
    def __repr__(self):
        return "OnlyRepr()"


class Formatted:
    def __format__(self, spec):
        return f"<{spec}>"

    def __bytes__(self):
        return b"bytes"


b, o = Both(), OnlyRepr()
print(b, [b], (b,), {b.__str__(): b}, str(b), repr(b), f"{b} {b!r} {b!s:>5}", "%s %r" % (b, b), "{} {!r}".format(b, b))
print(o, [o], str(o), f"{o}", "{:>12}".format(str(o)))
print(f"{Formatted()} {Formatted():x>3}", format(Formatted(), "abc"), "{:1}".format(Formatted()), bytes(Formatted()))
try:
    f"{b:>10}"
except TypeError as error:
    print(error)


class Wrong:
    def __str__(self):
        return 1

    def __repr__(self):
        return None

    def __len__(self):
        return -1

    def __bool__(self):
        return 2


for action in (lambda: str(Wrong()), lambda: repr(Wrong()), lambda: len(Wrong()), lambda: bool(Wrong())):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Nested:
    def __init__(self):
        self.children = []

    def __repr__(self):
        return f"Nested({self.children})"


n = Nested()
n.children.append(Nested())
print(n)
