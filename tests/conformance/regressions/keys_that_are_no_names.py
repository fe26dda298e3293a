# Keys that are no text where attributes have names, and attributes of exceptions that take only exceptions.
import copy
import functools
import logging
import types


class Plain:
    pass


class Listed(list):
    pass


def attempt(function, *args):
    try:
        result = function(*args)
        print("returned", getattr(result, "__name__", None))
        return result
    except Exception as error:
        print(type(error).__name__, error)


for cls in (Plain, Listed):
    thing = cls()
    thing.__dict__ = {1: 2, "a": [3]}
    for copied in (copy.copy(thing), copy.deepcopy(thing)):
        print(copied.__dict__, copied.a is thing.a)
    thing.__dict__[(4,)] = 5
    print(vars(copy.copy(thing)))
wrapped = Plain()
wrapped.__dict__ = {"a": 1}
print(functools.update_wrapper(Plain(), wrapped, ()).a)
attempt(functools.update_wrapper, Plain(), wrapped, [5])
attempt(functools.update_wrapper, Plain(), wrapped, (), [5])
attempt(logging.makeLogRecord, 5)
print(logging.makeLogRecord([("name", "n")]).name)
attempt(types.new_class, 5)
attempt(types.new_class, None)
attempt(types.new_class, "A", 5)
attempt(types.new_class, "A", (), 5)
attempt(types.new_class, "A", (), {}, 5)
attempt(types.new_class, "A", (), {}, lambda names: names.update({1: 2}))
attempt(type, "A", (), {1: 2})

error = ValueError("x")
for name in ("__cause__", "__context__", "__suppress_context__"):
    for value in (5, None, "q", (), [5], ValueError, True):
        attempt(setattr, error, name, value)
try:
    error.__cause__ = KeyError("cause")
    error.__context__ = OSError("context")
    raise error
except ValueError as caught:
    print(repr(caught.__cause__), repr(caught.__context__), caught.__suppress_context__)
