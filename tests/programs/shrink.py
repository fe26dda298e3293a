# SPDX-License-Identifier: Apache-2.0
"""Makes a script smaller for as long as pbc and CPython 3.11 still disagree about it in the same way.

    python3 tests/programs/shrink.py SCRIPT.py --pbc build/bin/pbc [-o SMALL.py]

Statements go in halves, then one by one; compound statements are replaced by their bodies, expressions by their parts or by small
literals. sorted() is never taken away, so that no order of a set comes to light.
"""

import argparse
import ast
import copy
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "conformance"))
from outcome import build, python_3_11, started, under_python  # noqa: E402

LISTS = ("body", "orelse", "finalbody", "handlers")


class Judge:
    def __init__(self, pbc, level):
        self.pbc, self.python, self.level = pbc, python_3_11(), level
        self.seen = {}

    def kind(self, text):
        """How the script goes wrong; "" when it does not, or is no script that CPython runs to the same end each time."""
        if text not in self.seen:
            try:
                self.seen[text] = self._kind(text)
            except subprocess.TimeoutExpired:
                self.seen[text] = ""
        return self.seen[text]

    def _kind(self, text):
        with tempfile.TemporaryDirectory() as folder:
            script, executable = Path(folder) / "script.py", Path(folder) / "exe"
            script.write_text(text, encoding="utf-8")
            expected = under_python(self.python, script, folder)
            if b"SyntaxError" in expected.last_line or under_python(self.python, script, folder, "2").difference(expected):
                return ""
            built = build(self.pbc, script, executable, folder, self.level)
            if built.code == 1:
                return "refused " + str(sorted(set(re.findall(rb"error: .*\[(\w+)\]", built.stderr))))
            if built.code != 0:
                errors = re.findall(rb"error: (.*)", built.stderr)
                return "not compiled " + re.sub(r"[‘'].*?[’']", "_", errors[0].decode() if errors else "")
            found = started(folder, "pbc", [executable])
            if found.code not in (0, 1):
                return f"ends with {found.code}"
            return "differs" if found.difference(expected) else ""


def unparse(tree):
    try:
        text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        ast.parse(text)
        return text
    except (ValueError, SyntaxError, RecursionError):
        return None


def places(tree):
    """Every list of statements (or handlers), outermost first: (node, name of the field)."""
    return [(node, field) for node in ast.walk(tree) for field in LISTS if isinstance(getattr(node, field, None), list) and getattr(node, field)]


def without_statements(tree):
    """Copies of the tree that lack a run of statements; long runs first."""
    lists = places(tree)
    longest = max((len(getattr(node, field)) for node, field in lists), default=0)
    size = longest
    while size:
        for index, (node, field) in enumerate(lists):
            statements = getattr(node, field)
            for first in range(0, len(statements), size):
                if size > 1 and len(statements) < size:
                    break
                made = copy.deepcopy(tree)
                target = places(made)[index]
                kept = getattr(*target)
                del kept[first : first + size]
                if not kept and field == "body" and not isinstance(target[0], ast.Module):
                    kept.append(ast.Pass())
                yield made
        size //= 2


def unwrapped(tree):
    for index, (node, field) in enumerate(places(tree)):
        for position, statement in enumerate(getattr(node, field)):
            inner = [part for name in LISTS for part in getattr(statement, name, []) if isinstance(part, ast.stmt)]
            inner = [part for part in inner if not isinstance(part, ast.Pass)]
            if inner:
                made = copy.deepcopy(tree)
                getattr(*places(made)[index])[position : position + 1] = copy.deepcopy(inner)
                yield made


def simpler(node):
    """Expressions that may stand for `node`, smallest last."""
    if not isinstance(node, ast.expr) or isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
        return []
    is_sorted = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("sorted", "text", "show")
    parts = [] if is_sorted else [part for part in ast.walk(node) if part is not node and isinstance(part, ast.expr)][:8]
    parts = [part for part in parts if not isinstance(part, (ast.Starred, ast.FormattedValue)) and not isinstance(getattr(part, "ctx", None), ast.Store)]
    if isinstance(node, ast.Constant):
        return [ast.Constant(value) for value in (0, "", "a") if value != node.value and type(value) is type(node.value)]
    for name in ("elts", "args", "keywords", "values", "ops", "generators", "keys"):  # one element less
        for position in range(len(getattr(node, name, []))) if name != "ops" and len(getattr(node, name, [])) > (name in ("values", "generators")) else []:
            made = copy.deepcopy(node)
            del getattr(made, name)[position]
            if name == "keys":
                del made.values[position]
            if isinstance(node, ast.Dict) and name == "values":
                continue
            parts.append(made)
    return parts + [ast.Constant(0), ast.Constant(""), ast.Constant(None)]


def with_simpler_expressions(tree):
    for index, node in enumerate(ast.walk(tree)):
        for choice in simpler(node):
            made = copy.deepcopy(tree)
            target = next(found for number, found in enumerate(ast.walk(made)) if number == index)
            yield Replace(target, copy.deepcopy(choice)).visit(made)


class Replace(ast.NodeTransformer):
    def __init__(self, target, choice):
        self.target, self.choice = target, choice

    def visit(self, node):
        return self.choice if node is self.target else self.generic_visit(node)


def shrink(text, judge, jobs=2, say=print):
    wanted = judge.kind(text)
    if not wanted:
        return None
    changed = True
    while changed:
        changed = False
        for reduce in (without_statements, unwrapped, with_simpler_expressions):
            tried, again = set(), True
            while again:  # from the start of the list whenever something worked
                again = False
                with ThreadPoolExecutor(jobs) as pool:
                    candidates = (made for made in map(unparse, reduce(ast.parse(text))) if made and len(made) < len(text) and made not in tried)
                    while chunk := [made for _, made in zip(range(jobs), candidates)]:
                        tried.update(chunk)
                        better = [made for made, kind in zip(chunk, pool.map(judge.kind, chunk)) if kind == wanted]
                        if better:
                            text = min(better, key=len)
                            changed = again = True
                            say(f"{len(text)} characters, {wanted}", flush=True)
                            break
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("script", type=Path)
    parser.add_argument("--pbc", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--host-opt", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    small = shrink(options.script.read_text(encoding="utf-8"), Judge(options.pbc.resolve(), options.host_opt), options.jobs)
    if small is None:
        print("error: pbc and CPython agree about it", file=sys.stderr)
        return 2
    small = "# SPDX-License-Identifier: Apache-2.0\n" + small
    if options.output:
        options.output.write_text(small, encoding="utf-8")
    else:
        print(small, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
