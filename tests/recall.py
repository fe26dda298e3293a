# SPDX-License-Identifier: Apache-2.0
"""Does `pbc check --stats` see everything? An independent walk over Python's `ast`, compared file by file.

    python3 tests/recall.py DIR [--pbc build/bin/pbc] [--jobs 2]

DIR holds playbooks, and custom functions in DIR/custom_functions. Without --pbc only the walk's own totals are printed.
Exit code 0 when nothing differs, 1 when something does, 2 when DIR holds no playbook or pbc cannot be used.

What counts (docs/stats.md has the same, with the JSON):

functions    every construct that has a frame of its own: each `def` at any depth, each lambda (`<lambda>`), each generator
             expression (`<genexpr>`). List, set and dict comprehensions do not count.
acts         every call `phantom.act(...)`, with the names of all its arguments in the order of the call; a positional one
             under its API name.
conditions   every call of `phantom.condition` or `phantom.decision` whose `conditions` is a list display; each of its elements
             is one row. The target of a call are the functions of the file that are called when it matched: in the body of the
             `if` whose test is the call, or of the first `if` after its assignment, in the same list of statements, whose
             test reads an assigned name.
edges        every pair (from, to) of two different top-level functions such that `from` calls `to`, or passes it as the callback
             of a call of `phantom.*`; code nested in a function counts as the function's own. A pair counts once: as what
             it is first.
custom code  every region between a line `## Custom Code Start` and the next line `## Custom Code End` that holds a line which
             is neither blank nor a comment.

`phantom` stands for whatever name the file imports `phantom.rules` as. For the 186 files of the public collection's branch
6.3 the walk finds 1,938 functions, 429 acts, 510 condition rows, 1,649 edges and 174 regions.
"""

import argparse
import ast
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ACT = "action parameters assets tags callback reviewer handle start_time name asset_type app parent_action loop_state".split()
CALLBACK_PLACE = {"act": 4, "custom_function": 3, "playbook": 3, "prompt2": 8, "prompt": 7}
CONDITION = "container conditions logical_operator name scope action_results filter_artifacts case_sensitive delimiter".split()
CATEGORIES = ("functions", "acts", "conditions", "edges", "custom_code")
LABELS = {
    "functions": "functions",
    "acts": "act calls",
    "conditions": "condition rows",
    "edges": "control edges",
    "custom_code": "custom-code regions",
}


class Walk:
    def __init__(self, source):
        self.source = source
        self.lines = source.splitlines()
        self.tree = ast.parse(source)
        self.aliases = {
            alias.asname
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Import)
            for alias in node.names
            if alias.name == "phantom.rules" and alias.asname
        }
        self.top = [node for node in self.tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        self.names = {node.name for node in self.top}

    def stats(self):
        return {
            "functions": self.functions(),
            "acts": self.acts(),
            "conditions": self.conditions(),
            "edges": self.edges(),
            "custom_code": self.custom_code(),
        }

    def functions(self):
        kinds = {ast.Lambda: "<lambda>", ast.GeneratorExp: "<genexpr>"}
        found = []
        for node in self.in_order(self.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found.append(node.name)
            elif type(node) in kinds:
                found.append(kinds[type(node)])
        return found

    def acts(self):
        found = []
        for node in self.in_order(self.tree):
            if self.api(node) != "act":
                continue
            given = arguments(node, ACT)
            callback = given.get("callback")
            found.append(
                {
                    "function": self.function_at(node.lineno),
                    "action": self.shown(given.get("action")),
                    "assets": self.shown(given.get("assets")),
                    "name": self.shown(given.get("name")),
                    "callback": callback.id if isinstance(callback, ast.Name) else self.shown(callback),
                    "parameters": list(given),
                    "line": node.lineno,
                }
            )
        return found

    def conditions(self):
        targets = self.targets()
        found = []
        for node in self.in_order(self.tree):
            api = self.api(node)
            if api not in ("condition", "decision"):
                continue
            given = arguments(node, CONDITION)
            rows = given.get("conditions")
            if not isinstance(rows, ast.List):
                continue
            logical = given.get("logical_operator")
            found.append(
                {
                    "function": self.function_at(node.lineno),
                    "api": api,
                    "line": node.lineno,
                    "logical_operator": "and" if logical is None else self.shown(logical),
                    "rows": [[self.shown(cell) for cell in getattr(row, "elts", [row])] for row in rows.elts],
                    "targets": targets.get(id(node), []),
                }
            )
        return found

    def targets(self):
        """Of each condition call, by node id: the functions called when it matched."""
        found = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.If) and self.api(node.test) in ("condition", "decision"):
                found[id(node.test)] = self.called_in(node.body)
            for field in ("body", "orelse", "finalbody"):
                statements = getattr(node, field, None)
                if isinstance(statements, list):
                    self._assigned_targets(statements, found)
        return found

    def _assigned_targets(self, statements, found):
        for place, statement in enumerate(statements):
            if not isinstance(statement, ast.Assign) or self.api(statement.value) not in ("condition", "decision"):
                continue
            names = {n.id for target in statement.targets for n in ast.walk(target) if isinstance(n, ast.Name)}
            for later in statements[place + 1 :]:
                if isinstance(later, ast.If) and names & reads(later.test):
                    found[id(statement.value)] = self.called_in(later.body)
                    break

    def called_in(self, statements):
        calls = [call for statement in statements for call in self.in_order(statement) if self.called(call)]
        return list(dict.fromkeys(self.called(call) for call in calls))

    def edges(self):
        found = {}
        for function in self.top:
            for node in self.in_order(function):
                for target, kind in self.reached(node):
                    pair = (function.name, target)
                    if target != function.name and pair not in found:
                        found[pair] = {"from": pair[0], "to": target, "kind": kind, "line": node.lineno}
        return list(found.values())

    def reached(self, node):
        if self.called(node):
            yield self.called(node), "call"
        api = self.api(node)
        if api is None:
            return
        given = [keyword.value for keyword in node.keywords if keyword.arg == "callback"]
        place = CALLBACK_PLACE.get(api)
        if place is not None and len(node.args) > place:
            given.append(node.args[place])
        for value in given:
            if isinstance(value, ast.Name) and value.id in self.names:
                yield value.id, "callback"

    def custom_code(self):
        found = []
        code = None
        for number, line in enumerate(self.lines, 1):
            text = line.strip()
            if text == "## Custom Code Start":
                code = []
            elif text == "## Custom Code End":
                if code:
                    region = {"function": self.function_at(code[0]), "first_line": code[0], "last_line": code[-1]}
                    found.append(region)
                code = None
            elif code is not None and text and not text.startswith("#"):
                code.append(number)
        return found

    def api(self, node):
        """The name of the Playbook API's function that `node` calls, or None."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if isinstance(node.func.value, ast.Name) and node.func.value.id in self.aliases:
                return node.func.attr
        return None

    def called(self, node):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in self.names:
            return node.func.id
        return None

    def function_at(self, line):
        for function in self.top:
            if function.lineno <= line <= function.end_lineno:
                return function.name
        return None

    def shown(self, node):
        """A literal's value; of anything else, its source text."""
        if node is None:
            return None
        try:
            value = ast.literal_eval(node)
            return json.loads(json.dumps(value)) if is_json(value) else self.expression(node)
        except (ValueError, TypeError):
            return self.expression(node)

    def expression(self, node):
        return {"expression": ast.get_source_segment(self.source, node)}

    def in_order(self, root):
        nodes = [node for node in ast.walk(root) if hasattr(node, "lineno")]
        return sorted(nodes, key=lambda node: (node.lineno, node.col_offset))


def is_json(value):
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_json(item) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return all(map(is_json, value))
    return value is None or isinstance(value, (str, int, float))


def arguments(call, signature):
    """The arguments of a call under their API names, in the order of the call."""
    given = dict(zip(signature, call.args))
    given.update({keyword.arg: keyword.value for keyword in call.keywords if keyword.arg})
    return given


def reads(node):
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def entries(stats, category):
    """What is compared: one text for each entry; of conditions, one for each row."""
    found = []
    for item in stats.get(category, []):
        if category == "conditions":
            shared = {key: value for key, value in item.items() if key != "rows"}
            found.extend({**shared, "row": row} for row in item.get("rows", []))
        else:
            found.append(item)
    return Counter(json.dumps(item, sort_keys=True) for item in found)


def files_of(directory):
    files = sorted(directory.glob("*.py")) + sorted(directory.glob("custom_functions/*.py"))
    return [file for file in files if file.is_file()]


def measured(pbc, file):
    """What pbc counts in `file`, or why there is nothing to compare."""
    done = subprocess.run([pbc, "check", "--stats", "--format=json", file], capture_output=True, timeout=120)
    try:
        return json.loads(done.stdout)["stats"], None
    except (ValueError, KeyError, TypeError):
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[:1] or ["no stats in its output"]
        return {}, f"exit code {done.returncode}, {reason[0]}"


def compare(pbc, file):
    expected = Walk(file.read_text(encoding="utf-8")).stats()
    found, problem = measured(pbc, file) if pbc else (expected, None)
    return file, expected, found, problem


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--pbc", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    files = files_of(options.directory)
    if not files:
        print(f"error: no playbooks in {options.directory}", file=sys.stderr)
        return 2
    if options.pbc and not options.pbc.is_file():
        print(f"error: no such file: {options.pbc}", file=sys.stderr)
        return 2
    pbc = options.pbc.resolve() if options.pbc else None

    total, hit, extra = Counter(), Counter(), Counter()
    differs = False
    with ThreadPoolExecutor(options.jobs) as pool:
        for file, expected, found, problem in pool.map(lambda file: compare(pbc, file), files):
            if problem:
                differs = True
                print(f"{file.name}: {problem}")
            for category in CATEGORIES:
                ours, theirs = entries(expected, category), entries(found, category)
                total[category] += ours.total()
                hit[category] += (ours & theirs).total()
                extra[category] += (theirs - ours).total()
                if not problem:
                    for sign, items in (("missing", ours - theirs), ("not in the source", theirs - ours)):
                        differs |= bool(items)
                        for item in items.elements():
                            print(f"{file.name}: {LABELS[category]}: {sign}: {item}")

    print(f"{len(files)} files")
    for category in CATEGORIES:
        line = f"{LABELS[category]:<20} {total[category]:>6}"
        if pbc:
            recall = 100 * hit[category] / total[category] if total[category] else 100
            line += f"   recall {recall:.2f} %   not in the source {extra[category]}"
        print(line)
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
