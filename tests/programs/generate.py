# SPDX-License-Identifier: Apache-2.0
"""Writes random programs, the same for the same seed:

    python3 tests/programs/generate.py SEED [--programs 1] [--with class,generator]

A file holds several programs, so that one compilation serves them all: each is a function, every third one stands at the level of the
module. A line `== N` comes before what program N prints.
"""

import argparse
import ast
import builtins
import random
import warnings

from statements import Statements

warnings.simplefilter("ignore", SyntaxWarning)  # of compile(): `1 is None` and the like are wanted

PRELUDE = '''# SPDX-License-Identifier: Apache-2.0
import collections
import copy
import itertools
import json
import math
import traceback


def text(value):
    """repr() with sets in order."""
    if isinstance(value, (set, frozenset)):
        return type(value).__name__ + '{' + ', '.join(sorted([text(item) for item in value])) + '}'
    if isinstance(value, list):
        return '[' + ', '.join([text(item) for item in value]) + ']'
    return repr(value)


def show(value):
    shown = text(value)
    print(type(value).__name__, shown if len(shown) < 2000 else shown[:900] + '...' + str(len(shown)))


def step(number, value):
    print('step', number)
    return value


def places():
    """Where the exception came by: [line, function], without those that comprehensions have in CPython 3.11 only."""
    found = []
    for line in traceback.format_exc(chain=False).splitlines():
        if line.startswith('  File '):
            parts = line.split(', ')
            if parts[2] not in ('in <listcomp>', 'in <setcomp>', 'in <dictcomp>', 'in <genexpr>'):
                found.append(parts[1][5:] + parts[2][2:])
    return found


def report(error):
    print(type(error).__name__, str(error)[:300], places(), type(error.__context__).__name__, type(error.__cause__).__name__)


def traced(function):
    def wrapper(*given, **named):
        print('call', len(given), sorted(named))
        return function(*given, **named)
    return wrapper
'''


PRELUDE_NAMES = {alias.name for node in ast.walk(ast.parse(PRELUDE)) if isinstance(node, ast.Import) for alias in node.names}
PRELUDE_NAMES |= {node.name for node in ast.walk(ast.parse(PRELUDE)) if isinstance(node, ast.FunctionDef)}


def program(seed, optional=(), groups=10):
    """(lines of one program as a block, whether it may stand at the level of the module)"""
    writer = Statements(random.Random(seed), optional)
    writer.depth = 1
    writer.in_function = True
    for _ in range(4):
        writer.assign()
    for _ in range(groups):
        writer.group()
    return writer.lines


def assemble(programs):
    """One script of (number, lines of a function's body)."""
    parts = [PRELUDE]
    for number, lines in programs:
        body = "\n".join(lines)
        marker = f"print('\\n== {number}')"
        if number % 3 == 0 and top_level(body):
            parts.append(f"{marker}\ntry:\n{body}\nexcept Exception as error:\n    report(error)\n")
        else:
            parts.append(
                f"def program_{number}():\n{body}\n\n\n{marker}\ntry:\n    program_{number}()\nexcept Exception as error:\n    report(error)\n"
            )
    return "\n\n".join(parts)


def top_level(body):
    """Whether statements of a function's body mean the same at the level of the module."""
    try:
        compile("try:\n" + body + "\nfinally:\n    pass\n", "program", "exec")
        return True
    except SyntaxError:
        return False


def plain(lines):
    """The program with only the parentheses it needs, where Python can say so."""
    text = "def f():\n" + "\n".join(lines)
    try:
        return ast.unparse(ast.parse(text)).splitlines()[1:]
    except (ValueError, SyntaxError):
        return lines


def sound(lines):
    """Whether Python compiles it and every name is bound somewhere: pbc takes one that is not for a typing error."""
    text = "def f():\n" + "\n".join(lines)
    try:
        compile(text, "program", "exec")
    except SyntaxError:
        return False
    bound, read = set(dir(builtins)) | PRELUDE_NAMES, set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.ExceptHandler)) and node.name:
            bound.add(node.name)
    return read <= bound


def programs(seed, count, optional=()):
    """`count` times (number, lines); numbers follow one another but where a program came out that Python does not compile."""
    made, number = [], 0
    while len(made) < count:
        lines = program(seed * 1000 + number, optional)
        number += 1
        if sound(lines):
            made.append((number, plain(lines) if number % 2 else lines))
    return made


def script(seed, count=1, optional=()):
    return assemble(programs(seed, count, optional))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("seed", type=int)
    parser.add_argument("--programs", type=int, default=1)
    parser.add_argument("--with", dest="optional", default="")
    options = parser.parse_args()
    print(script(options.seed, options.programs, options.optional.split(",")), end="")
