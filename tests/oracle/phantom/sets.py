# SPDX-License-Identifier: Apache-2.0
"""Sets with an order that does not change from process to process (docs/python.md, "order of a set").

CPython's own sets of text come in another order in every process. A playbook's `set`, `frozenset`, set displays and comprehensions are
these instead: CPython's order where all hashes are fixed, else that of first insertion.
"""

import ast
import collections.abc
from functools import lru_cache

_set, _frozenset = set, frozenset
FIXED = (bool, int, float)


def _is_fixed(value):
    """Whether every process gives the value the same hash."""
    if type(value) in FIXED:
        return True
    if type(value) is tuple or isinstance(value, Base) and value.frozen:
        return all(map(_is_fixed, value))
    return type(value) is _frozenset and all(map(_is_fixed, value))


def _sets(value):
    return isinstance(value, (Base, _set, _frozenset))


def _inner(value):
    return value.real if isinstance(value, Base) else value


def _key(value):
    """A set is looked for as if it were frozen."""
    return _frozenset(value.real) if isinstance(value, Base) and not value.frozen else value


class _Kind(type):
    """What is a set to CPython is one to the playbook."""

    def __instancecheck__(cls, value):
        return type.__instancecheck__(cls, value) or cls.kind is not None and isinstance(value, cls.kind)


class Base(metaclass=_Kind):
    kind = None
    frozen = False

    def __init__(self, *iterables):
        if len(iterables) > 1:
            raise TypeError(f"{type(self).__name__} expected at most 1 argument, got {len(iterables)}")
        iterable = iterables[0] if iterables else ()
        items = iterable if isinstance(iterable, (Base, _set, _frozenset, dict)) else list(iterable)
        self.real = self.make(_inner(items))
        self.order = dict.fromkeys(items)

    @classmethod
    def of(cls, real, order):
        made = object.__new__(cls)
        made.real, made.order = real, dict.fromkeys(order)
        return made

    def __iter__(self):
        return iter(list(self.real) if all(map(_is_fixed, self.order)) else list(self.order))

    def __len__(self):
        return len(self.real)

    def __contains__(self, item):
        return _key(item) in self.real

    def __repr__(self):
        shown = ", ".join(map(repr, self))
        if self.frozen:
            return f"frozenset({{{shown}}})" if shown else "frozenset()"
        return f"{{{shown}}}" if shown else "set()"

    def __eq__(self, other):
        return self.real == _inner(other)

    def __lt__(self, other):
        return self.real < _inner(other)

    def __le__(self, other):
        return self.real <= _inner(other)

    def __gt__(self, other):
        return self.real > _inner(other)

    def __ge__(self, other):
        return self.real >= _inner(other)

    __hash__ = None

    def isdisjoint(self, other, /):
        return self.real.isdisjoint(_inner(other))

    def issubset(self, other, /):
        return self.real.issubset(_inner(other))

    def issuperset(self, other, /):
        return self.real.issuperset(_inner(other))

    def copy(self):
        return type(self)(self)

    def union(self, *others):
        order, lists = dict(self.order), [_listed(other) for other in others]
        for items in lists:
            order.update(dict.fromkeys(items))
        return self.of(self.real.union(*map(_inner, lists)), order)

    def intersection(self, *others):
        made = self.of(self.real, self.order)
        for other in map(_listed, others):
            swapped = _sets(other) and len(other) > len(made)
            walked, asked = (made, other) if swapped else (other, made)
            made = self.of(made.real.intersection(_inner(other)), [item for item in walked if _key(item) in asked])
        return made

    def difference(self, *others):
        lists = [_listed(other) for other in others]
        real = self.real.difference(*map(_inner, lists))
        return self.of(real, [item for item in self.order if item in real])

    def symmetric_difference(self, other, /):
        other = _listed(other)
        real = self.real.symmetric_difference(_inner(other))
        return self.of(real, [item for item in [*other, *self.order] if item in real])

    def __or__(self, other):
        return self.union(other) if _like(other) else NotImplemented

    def __and__(self, other):
        return self.intersection(other) if _like(other) else NotImplemented

    def __sub__(self, other):
        return self.difference(other) if _like(other) else NotImplemented

    def __xor__(self, other):
        return self.symmetric_difference(other) if _like(other) else NotImplemented

    def __ror__(self, other):
        return _of(other).union(self) if _like(other) else NotImplemented

    def __rand__(self, other):
        return _of(other).intersection(self) if _like(other) else NotImplemented

    def __rsub__(self, other):
        return _of(other).difference(self) if _like(other) else NotImplemented

    def __rxor__(self, other):
        return _of(other).symmetric_difference(self) if _like(other) else NotImplemented


def _listed(value):
    return value if isinstance(value, (Base, _set, _frozenset, dict)) else list(value)


def _like(value):
    return isinstance(value, (Base, _set, _frozenset, collections.abc.KeysView, collections.abc.ItemsView))


def _of(value):
    return value if isinstance(value, Base) else Set(value)


class Set(Base):
    kind = _set
    make = _set

    def add(self, item, /):
        self.real.add(item)
        self.order.setdefault(item)

    def discard(self, item, /):
        self.real.discard(_key(item))
        self.order.pop(_key(item), None)

    def remove(self, item, /):
        if item not in self:
            raise KeyError(item)
        self.discard(item)

    def pop(self):
        if not self.real:
            raise KeyError("pop from an empty set")
        if all(map(_is_fixed, self.order)):
            item = self.real.pop()
            del self.order[item]
            return item
        item = next(iter(self.order))
        self.discard(item)
        return item

    def clear(self):
        self.real.clear()
        self.order.clear()

    def update(self, *others):
        for other in map(_listed, others):
            self.real.update(_inner(other))
            self.order.update(dict.fromkeys(item for item in other if item not in self.order))

    def difference_update(self, *others):
        for other in map(_listed, others):
            self.real.difference_update(_inner(other))
        self.order = {item: None for item in self.order if item in self.real}

    def intersection_update(self, *others):
        made = self.intersection(*others)
        self.real.intersection_update(*map(_inner, map(_listed, others)))
        self.order = made.order

    def symmetric_difference_update(self, other, /):
        other = _listed(other)
        self.real.symmetric_difference_update(_inner(other))
        self.order = {item: None for item in [*self.order, *other] if item in self.real}

    def __ior__(self, other):
        return self._in_place(self.update, other)

    def __iand__(self, other):
        return self._in_place(self.intersection_update, other)

    def __isub__(self, other):
        return self._in_place(self.difference_update, other)

    def __ixor__(self, other):
        return self._in_place(self.symmetric_difference_update, other)

    def _in_place(self, change, other):
        if not _like(other):
            return NotImplemented
        change(other)
        return self


class FrozenSet(Base):
    kind = _frozenset
    make = _frozenset
    frozen = True

    def __hash__(self):
        return hash(self.real)

    def copy(self):
        return self


for _made, _name in ((Set, "set"), (FrozenSet, "frozenset")):
    _made.__name__ = _made.__qualname__ = _name
    _made.__module__ = "builtins"
collections.abc.MutableSet.register(Set)
collections.abc.Set.register(FrozenSet)
DISPLAY = "<set display>"  # no name that source code could bind
NAMES = {"set": Set, "frozenset": FrozenSet, DISPLAY: lambda real, items: Set.of(_set(items) if real is None else real, items)}


class _Displays(ast.NodeTransformer):
    def visit_Set(self, node):
        self.generic_visit(node)
        items = ast.List(node.elts, ast.Load())
        # CPython orders a display of constants as it pleases: that order is kept.
        constant = all(isinstance(item, ast.Constant) for item in node.elts)
        return self._call(node, node if constant else ast.Constant(None), items)

    def visit_SetComp(self, node):
        self.generic_visit(node)
        return self._call(node, ast.Constant(None), ast.ListComp(node.elt, node.generators))

    def _call(self, node, *arguments):
        call = ast.Call(ast.Name(DISPLAY, ast.Load()), list(arguments), [])
        for made in (call, call.func, *arguments):
            ast.copy_location(made, node)
        return call


@lru_cache(maxsize=None)
def compiled(source, path):
    """The code of a playbook whose sets are these."""
    tree = ast.parse(source, path)
    if any(isinstance(node, (ast.Set, ast.SetComp)) for node in ast.walk(tree)):
        tree = _Displays().visit(tree)
    return compile(tree, path, "exec")
