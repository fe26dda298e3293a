# SPDX-License-Identifier: Apache-2.0
import functools
import inspect


def plain(a, b=2, *args, c, d="x", **kwargs):
    pass


def positional(a, /, b, *, c=None):
    pass


class C:
    def __init__(self, name, size=0):
        pass

    def method(self, x, *rest):
        pass

    @classmethod
    def make(cls, y):
        pass

    def __call__(self, z):
        pass


class Empty:
    pass


def decorate(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        return f(*args, **kwargs)
    return inner


@decorate
def wrapped(p, q=1):
    pass


for thing in (plain, positional, C, C("n").method, C.method, C.make, C("n"), Empty, lambda: 0, lambda x, *y: 0, wrapped):
    print(inspect.signature(thing))
signature = inspect.signature(plain)
for name, parameter in signature.parameters.items():
    print(name, parameter, parameter.kind, parameter.kind.description, parameter.default is inspect.Parameter.empty, repr(parameter))
print(list(signature.parameters), len(signature.parameters), repr(signature), signature.parameters["b"].default)
print(signature.parameters["args"].kind is inspect.Parameter.VAR_POSITIONAL, signature.parameters["a"].kind == inspect.Parameter.VAR_KEYWORD)
try:
    inspect.signature(5)
except TypeError as error:
    print(error)
