# SPDX-License-Identifier: Apache-2.0
"""How a function becomes a call of the Playbook API: it finds the run that calls it and leaves its trace line."""

import functools
import inspect

from .engine import Process


def run():
    """The run whose code is calling."""
    if Process.current is None:
        raise RuntimeError("the Playbook API is called outside of a playbook run")
    return Process.current


def starts(function):
    """A call that starts something, which a custom function may not; else as `acts`."""
    traced = acts(function)
    first = next(iter(inspect.signature(function).parameters.values()))

    @functools.wraps(function)
    def refusing(*args, **kwargs):
        given = args[0] if args else kwargs.get(first.name)
        if first.default is first.empty and given is None:
            raise TypeError(f"{function.__name__}() missing 1 required positional argument: '{first.name}'")
        if run().inside_custom_function:
            raise RuntimeError(f"{function.__name__}() cannot be called inside a custom function")
        return traced(*args, **kwargs)

    return refusing


def _defaulted(signature, arguments):
    """None stands for an argument that is left out, but for `delimiter`, where it says that there is none."""
    for name, value in list(arguments.items()):
        if value is None and name != "delimiter" and signature.parameters[name].default is not inspect.Parameter.empty:
            del arguments[name]


def reads(function):
    """A call that only reads or computes: no trace line."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def called(*args, **kwargs):
        bound = signature.bind(*args, **kwargs)
        _defaulted(signature, bound.arguments)
        return function(*bound.args, **bound.kwargs)

    return called


def acts(function):
    """A call that acts on the outside or on the run: one trace line with the arguments that were passed, in the
    order of the signature, before it takes effect."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def traced(*args, **kwargs):
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError:
            bound = None
        if bound is None:
            return function(*args, **kwargs)  # raises it, with Python's text
        run().process.trace.call(function.__name__, bound.arguments.items())
        _defaulted(signature, bound.arguments)
        return function(*bound.args, **bound.kwargs)

    return traced


def id_of(container):
    """The id of a container argument: a dict, an id, or the current container."""
    if isinstance(container, dict):
        return container.get("id")
    if container is None or isinstance(container, str) and container == "":
        return run().case.id
    return number(container)


def number(value):
    """The int that a text of digits stands for, as ids in addresses do; anything else is itself."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18 else value


def same(one, other):
    """Are two ids or names the same?"""
    return one == other


def check_callback(name, callback):
    if callback is not None and not callable(callback):
        raise TypeError(f"{name}() callback must be a function, not {type(callback).__name__}")


def several(values):
    """The values of a list or tuple; anything else is one value, and None is none."""
    return [] if values is None else values if isinstance(values, (list, tuple)) else [values]
