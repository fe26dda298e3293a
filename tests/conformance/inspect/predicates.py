# SPDX-License-Identifier: Apache-2.0
import inspect
import json
from abc import ABC, abstractmethod


class Base(ABC):
    """Base.

        Indented.
    """

    @abstractmethod
    def run(self):
        """Runs."""

    def stay(self, x, y=1):
        return x

    @staticmethod
    def static():
        pass


class Derived(Base):
    def run(self):
        pass


def generate():
    yield 1


d = Derived()
for thing in (Base, d, d.run, Base.stay, Base.static, len, [].append, json, generate, generate(), lambda: 1, int, "x"):
    print([test.__name__ for test in (inspect.isclass, inspect.isfunction, inspect.ismethod, inspect.isbuiltin, inspect.isroutine,
                                      inspect.ismodule, inspect.isgenerator, inspect.isabstract) if test(thing)])
print(repr(inspect.getdoc(Base)), inspect.getdoc(d.run), repr(inspect.cleandoc("  a\n    b\n      c\n\n")))
print([name for name, _ in inspect.getmembers(d, inspect.ismethod)], [c.__name__ for c in inspect.getmro(Derived)])
