# Defaults that do not fit a C++ constant: long ints, bytes, in functions, lambdas, closures and methods.
def plain(a=2 ** 3, big=123456789012345678901234567890, negative=-99999999999999999999, raw=b"\x00\xff"):
    return a, big, negative, raw


def outer():
    def inner(big=10000000000000000000, raw=b"x"):
        return big + 1, raw
    return inner


class Holder:
    def method(self, big=18446744073709551616, raw=b"y"):
        return big, raw


print(plain(), plain(1, 2), plain(raw=b""))
print(outer()(), (lambda big=36893488147419103232: big)(), Holder().method(), plain.__defaults__)
