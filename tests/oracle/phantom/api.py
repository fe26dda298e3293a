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


def reads(function):
    """A call that only reads or computes: no trace line."""
    return function


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
        return function(*args, **kwargs)

    return traced


def id_of(container):
    """The id of a container argument: a dict, an id, or the current container."""
    if isinstance(container, dict):
        return container.get("id")
    if container is None or container == "":
        return run().case.id
    return int(container) if isinstance(container, str) and container.isdigit() else container
