# SPDX-License-Identifier: Apache-2.0
import io
import sys
from contextlib import AbstractContextManager, ContextDecorator, closing, nullcontext, redirect_stderr, redirect_stdout, suppress


class Door:
    def close(self):
        print("closed")


with closing(Door()) as door:
    print(type(door).__name__)
with suppress(KeyError, ValueError):
    {}["x"]
with suppress(LookupError):
    raise IndexError("sub")
try:
    with suppress(KeyError):
        raise TypeError("through")
except TypeError as error:
    print(error)
with suppress():
    print("nothing to suppress")
with nullcontext(5) as five, nullcontext() as nothing:
    print(five, nothing)
buffer = io.StringIO()
with redirect_stdout(buffer) as target:
    print("captured")
    print(target is buffer, file=sys.stdout)
print(repr(buffer.getvalue()))
errors = io.StringIO()
with redirect_stderr(errors):
    print("oops", file=sys.stderr)
print(repr(errors.getvalue()))
try:
    with redirect_stdout(io.StringIO()):
        raise ValueError("restored")
except ValueError as error:
    print(error)


class Trace(ContextDecorator):
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, *exc):
        print("exit", self.name, exc[0].__name__ if exc[0] else None)
        return exc[0] is ValueError


@Trace("t")
def job(x, *, y=1):
    """Doc."""
    print("job", x, y)
    if x > 1:
        raise ValueError(x)
    return x + y


print(job(1), job(2), job.__name__, job.__doc__)


class Only(AbstractContextManager):
    def __exit__(self, *exc):
        return None


with Only() as only:
    print(type(only).__name__, isinstance(only, AbstractContextManager), isinstance(Trace("x"), AbstractContextManager))
try:
    AbstractContextManager()
except TypeError as error:
    print(error)
