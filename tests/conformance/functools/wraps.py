# SPDX-License-Identifier: Apache-2.0
import functools


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, len(args), kwargs)
        return function(*args, **kwargs)
    return wrapper


def times(n):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            return [function(*args) for _ in range(n)]
        wrapper.n = n
        return wrapper
    return decorate


@logged
def add(a, b=1):
    """Adds."""
    return a + b


@logged
@times(2)
def twice(x):
    return x


add.tag = "sum"
print(add(1, b=2), add.__name__, add.__qualname__, add.__module__, add.__wrapped__.__name__, add.tag)
print(twice(3), twice.__name__, twice.n, twice.__wrapped__.__name__)


class Counter:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@Counter
def hello(name):
    return "hello " + name


print(hello("a"), hello("b"), hello.calls, hello.__name__, hello.__wrapped__("c"))
part = functools.partial(add, 10)
functools.update_wrapper(part, add)
print(part.__name__, part())


def plain():
    pass


functools.update_wrapper(plain, add, assigned=("__name__",), updated=())
print(plain.__name__, hasattr(plain, "tag"), functools.WRAPPER_ASSIGNMENTS, functools.WRAPPER_UPDATES)


class C:
    @logged
    def method(self, x):
        return x * 2


print(C().method(4), C.method.__qualname__)
