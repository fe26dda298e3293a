# Functions of the library that give generators: these have all that generators have.
import contextlib
import difflib
import heapq
import inspect
import os
import pathlib
import tempfile


def attempt(function, *args):
    try:
        result = function(*args)
        print("returned", result if isinstance(result, (str, int)) else type(result) is not str)
    except BaseException as error:
        print(type(error).__name__, error)


folder = tempfile.TemporaryDirectory()
os.mkdir(os.path.join(folder.name, "inner"))
MAKERS = {
    "merge": lambda: heapq.merge([1, 3], [2, 4]),
    "walk": lambda: os.walk(folder.name),
    "iterdir": lambda: pathlib.Path(folder.name).iterdir(),
    "glob": lambda: pathlib.Path(folder.name).glob("*"),
    "ndiff": lambda: difflib.ndiff(["a\n", "b\n"], ["a\n", "c\n"]),
    "unified_diff": lambda: difflib.unified_diff(["a"], ["b"]),
    "context_diff": lambda: difflib.context_diff(["a"], ["b"]),
    "restore": lambda: difflib.restore(["- a", "  b"], 1),
}
for name, make in MAKERS.items():
    made = make()
    print(name, made.__qualname__, type(made).__name__, inspect.isgenerator(made), made.gi_suspended)
    attempt(made.send, 5)
    print(made.gi_running, made.gi_suspended, made.gi_yieldfrom)
    attempt(made.send, None)
    print(made.gi_suspended)
    attempt(made.throw, KeyError("thrown"))
    print(made.gi_suspended, made.gi_frame)
    attempt(made.__next__)
    made = make()
    attempt(made.throw, KeyError)
    attempt(next, made)
    made = make()
    attempt(made.close)
    attempt(next, made)
    with contextlib.closing(make()) as made:
        next(made)
    attempt(next, made)
    made = make()
    print(len(list(made)) > 0, made.__iter__() is made, made.gi_suspended)


def delegating(make):
    try:
        yield from make()
    finally:
        print("left")


made = delegating(MAKERS["merge"])
print(next(made), next(made))
attempt(made.throw, ValueError("into merge"))
made = delegating(MAKERS["merge"])
print(next(made), made.gi_yieldfrom.__name__)
made.close()


class Reentering:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        attempt(next, merged)
        return self.value < other.value


merged = heapq.merge([Reentering(1), Reentering(3)], [Reentering(2)])
print([item.value for item in merged])


class Failing:
    def __lt__(self, other):
        raise ZeroDivisionError("less than")


merged = heapq.merge([Failing(), Failing()], [Failing()])
attempt(next, merged)
attempt(next, merged)
suspended = heapq.merge([1], [2])
next(suspended)
folder.cleanup()
