# SPDX-License-Identifier: Apache-2.0
"""The namespace that the code of a playbook, or of a custom function, is run in."""

import builtins
import linecache
import os

from . import sets


class _Builtins(dict):
    """With a `container` that stands for the run's where a playbook reads the name without binding it."""

    container = None

    def __missing__(self, name):
        if name == "container" and self.container is not None:
            return self.container()
        raise KeyError(name)


def run(source, path, name, modules, space, container=None):
    """Runs a module's body in `space`, a new dict; `modules` replace those of the library."""

    def import_(name, globals=None, locals=None, fromlist=(), level=0):
        found = modules.get(name) if level == 0 else None
        if found is None:
            return builtins.__import__(name, globals, locals, fromlist, level)
        return found if fromlist else modules[name.split(".")[0]]

    path = os.path.basename(path)  # all that a playbook learns of where it lies
    text = source.decode("utf-8", "replace") if isinstance(source, bytes) else source
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    table = _Builtins(vars(builtins), **sets.NAMES)
    table["__import__"] = import_
    table.container = container
    space.update({"__name__": name, "__file__": path, "__builtins__": table})
    exec(sets.compiled(source, path), space)
