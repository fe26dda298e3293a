# SPDX-License-Identifier: Apache-2.0
from contextlib import ExitStack, contextmanager


@contextmanager
def resource(name, swallow=False):
    print("open", name)
    try:
        yield name
    except Exception as error:
        print(name, "saw", type(error).__name__, error)
        if not swallow:
            raise
    finally:
        print("close", name)


with ExitStack() as stack:
    names = [stack.enter_context(resource(n)) for n in "abc"]
    stack.callback(print, "callback", 1, sep="-")
    print(names)
with ExitStack() as stack:
    stack.enter_context(resource("outer", swallow=True))
    stack.enter_context(resource("inner"))
    raise ValueError("v")
try:
    with ExitStack() as stack:
        stack.enter_context(resource("x"))
        raise KeyError("k")
except KeyError as error:
    print("KeyError", error)


def bad():
    raise RuntimeError("from callback")


try:
    with ExitStack() as stack:
        stack.callback(print, "still called")
        stack.callback(bad)
        raise ValueError("first")
except RuntimeError as error:
    print(error, repr(error.__context__))


@ExitStack().callback
def ignored():
    pass


def swallow(kind, error, traceback):
    print("exit with", kind.__name__ if kind else None, error)
    return True


with ExitStack() as stack:
    stack.push(swallow)
    raise OSError("gone")
stack = ExitStack()
stack.callback(print, "kept")
with stack:
    kept = stack.pop_all()
    print("empty now")
kept.close()
try:
    with ExitStack() as stack:
        stack.enter_context(5)
except TypeError as error:
    print(error)
