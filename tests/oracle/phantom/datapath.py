# SPDX-License-Identifier: Apache-2.0
"""Datapaths: what a string names, and the walk of one JSON value along it (grammar and rules of the Playbook API)."""

import re
from dataclasses import dataclass

# A string that may also be a literal (operands of conditions, parameters of formats) is a datapath iff it matches.
LOOKS_LIKE_DATAPATH = re.compile(
    r"(filtered-data:|artifact:|filtered-artifact:|playbook_input:|container:|custom_list:|playbook:"
    r"|[^:\s][^:]*:(action_result|filtered-action_result|artifact:|playbook_output:|playbook_input:"
    r"|custom_function_result|custom_function:|formatted_data|summary\.|status$|message$))"
    r"|action_result\."
)

MISSING = object()


@dataclass(frozen=True)
class Datapath:
    kind: str  # artifact, action_result, action_results, app_run, custom_function_result, custom_function, ...
    block: str | None
    name: str | None  # list, input, output or variable
    segments: tuple
    filter: tuple | None = None  # (filter block, condition)
    legacy: bool = False  # filtered-artifact, filtered-action_result

    @property
    def base(self):
        """The source, without the filter that it is seen through."""
        return (self.kind, self.block, self.name)

    @property
    def source(self):
        return (self.filter, self.legacy, *self.base)


def is_datapath(value):
    return isinstance(value, str) and LOOKS_LIKE_DATAPATH.match(value) is not None


def parse(text):
    if text.startswith("filtered-data:"):
        parts = text.split(":", 3)
        if len(parts) == 4:
            inner = parse(parts[3])
            return Datapath(inner.kind, inner.block, inner.name, inner.segments, (parts[1], parts[2]), inner.legacy)
    head, colon, rest = text.partition(":")
    if not colon:
        first, segments = _cut(text)
        if first == "action_result":
            return Datapath("action_result", None, None, segments)
        return Datapath("app_run", None, None, (first, *segments))
    if head in ("artifact", "filtered-artifact"):
        first, segments = _cut(rest)
        return Datapath("artifact", None, None, segments, legacy=head != "artifact")
    if head in ("container", "playbook"):
        return Datapath(head, None, None, tuple(rest.split(".")))
    if head == "custom_list":
        return Datapath("custom_list", None, rest, ())
    if head == "playbook_input":
        first, segments = _cut(rest)
        return Datapath("playbook_input", None, first, segments)
    return _of_block(head, rest)


def _of_block(block, rest):
    for kind in ("custom_function", "playbook_output", "playbook_input", "artifact"):
        if rest.startswith(kind + ":"):
            first, segments = _cut(rest[len(kind) + 1 :])
            if kind == "artifact":
                return Datapath("block_artifact", block, None, segments)
            return Datapath("child_input" if kind == "playbook_input" else kind, block, first, segments)
    first, segments = _cut(rest)
    if first in ("action_result", "filtered-action_result"):
        return Datapath("action_result", block, None, segments, legacy=first != "action_result")
    if first == "formatted_data" and segments == ("*",):
        return Datapath("formatted_list", block, None, ())
    if first in ("action_results", "custom_function_result", "formatted_data"):
        return Datapath(first, block, None, segments)
    return Datapath("app_run", block, None, (first, *segments))


def _cut(text):
    first, *segments = text.split(".")
    return first, tuple(segments)


@dataclass(frozen=True)
class Step:
    """One step of a walk: into `key`; `where` is the place of the wildcard for an iteration, else None."""

    key: object
    where: tuple | None = None
    real: bool = True  # False: the one None that stands for an empty or impossible iteration


@dataclass(frozen=True)
class Leaf:
    steps: tuple
    value: object

    @property
    def turns(self):
        """The iterations on the way: (place, index) pairs."""
        return tuple((step.where, step.key) for step in self.steps if step.where is not None)


def walk(value, segments):
    """All leaves of `segments` in `value`, in order; at least one."""
    leaves = []
    _walk(value, tuple(segments), (), (), leaves)
    return leaves


def _walk(value, segments, place, steps, leaves):
    if not segments:
        leaves.append(Leaf(steps, value))
        return
    head, rest = segments[0], segments[1:]
    if head == "*":
        _iterate(value, rest, place + ("*",), steps, leaves)
    elif isinstance(value, list):
        if _is_index(head):
            found = value[int(head)] if int(head) < len(value) else None
            _walk(found, rest, place + (head,), steps + (Step(int(head)),), leaves)
        else:
            _iterate(value, segments, place + ("*",), steps, leaves)
    elif isinstance(value, dict):
        key, used = _longest_key(value, segments)
        found = value[key] if used else None
        used = used or 1
        _walk(found, segments[used:], place + segments[:used], steps + (Step(key),), leaves)
    else:
        _walk(None, rest, place + (head,), steps + (Step(head, real=False),), leaves)


def _iterate(value, rest, place, steps, leaves):
    items = list(enumerate(value)) if isinstance(value, list) else list(value.items()) if isinstance(value, dict) else []
    if not items:
        _walk(None, rest, place, steps + (Step(0, place, real=False),), leaves)
    for key, item in items:
        _walk(item, rest, place, steps + (Step(key, place),), leaves)


def _longest_key(value, segments):
    """The longest run of segments that, joined by dots, is a key of `value`: (key, segments used), or (first, 0)."""
    limit = segments.index("*") if "*" in segments else len(segments)
    for used in range(limit, 0, -1):
        key = ".".join(segments[:used])
        if key in value:
            return key, used
    return segments[0], 0


def _is_index(segment):
    return segment.isascii() and segment.isdigit()
