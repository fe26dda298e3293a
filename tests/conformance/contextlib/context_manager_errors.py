# SPDX-License-Identifier: Apache-2.0
from contextlib import contextmanager


@contextmanager
def never():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def ignores():
    try:
        yield
    except Exception:
        pass
    yield


@contextmanager
def replaces():
    try:
        yield
    except ZeroDivisionError as error:
        raise RuntimeError("replaced") from error


@contextmanager
def plain():
    yield


def attempt(manager, fail=None):
    try:
        with manager:
            if fail is not None:
                raise fail
            print("body")
    except BaseException as error:
        print(type(error).__name__, error, type(error.__cause__).__name__, type(error.__context__).__name__)


attempt(never())
attempt(twice())
attempt(ignores(), ValueError("v"))
attempt(replaces(), ZeroDivisionError("z"))
attempt(plain(), StopIteration("s"))
attempt(plain(), KeyboardInterrupt())
attempt(plain(), RuntimeError("r"))
used = plain()
attempt(used)
attempt(used)
try:
    with plain() as x:
        print(x)
        assert x, "no value"
except AssertionError as error:
    print(error)
