# SPDX-License-Identifier: Apache-2.0
"""Does a run ever cost more than `pbc budget` says? Playbooks in worlds that `pbc world` makes up, at -O0 and at -O2.

    python3 tests/optimizer/budget_holds.py --pbc build/bin/pbc [--worlds 3] [--jobs 2] [--only TEXT] [DIR...]

For each service, and for each class of actions that are no look-ups, the requests of the run's ledger must be no more than the formula with
what the event, the inputs and the answers of that run really held put in. Where an answer failed, the formula for runs with failures counts. Skipped
is what the budget calls unbounded, or makes depend on something that cannot be seen from outside (how often a loop goes round). Prints
`N compared, N within, N skipped`.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "oracle"))
sys.dont_write_bytecode = True

from acts import json_lines  # noqa: E402
from levels import Refused, over_all, parsed, parser_of  # noqa: E402
from worlds import PLAYBOOKS  # noqa: E402


class Unknown(Exception):
    pass


def walk(value, path):
    """The cells that a path of a datapath gives (docs/playbook-api.md, Paths)."""
    if not path:
        return [value]
    if path[0] == "*":
        inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        return [cell for element in inner for cell in walk(element, path[1:])] or [None]
    if isinstance(value, list):
        if path[0].isdigit():
            return walk(value[int(path[0])], path[1:]) if int(path[0]) < len(value) else [None]
        return walk(value, ["*", *path])
    if not isinstance(value, dict):
        return [None]
    for length in range(len(path), 0, -1):
        if ".".join(path[:length]) in value:
            return walk(value[".".join(path[:length])], path[length:])
    return [None]


def repeat(file):
    """Every artifact a second time, and one without fields: what is equal, and what is missing, must be counted right."""
    event = json.loads(file.read_text(encoding="utf-8"))
    artifacts = [{key: value for key, value in artifact.items() if key not in ("id", "source_data_identifier")} for artifact in event.get("artifacts", [])]
    event["artifacts"] = [*artifacts, *artifacts, {"name": "nothing", "cef": {}}]
    file.write_text(json.dumps(event), encoding="utf-8")


class Truth:
    """What a run held."""

    def __init__(self, event, inputs, run):
        result = json.loads(run["result"])
        artifacts = {repr(a.get("id")): [a] for a in result.get("artifacts", [])}
        for position, artifact in enumerate(event.get("artifacts", []), 1):
            versions = artifacts.setdefault(repr(artifact.get("id", position)), [])
            if not versions or versions[0].get("cef") != artifact.get("cef"):
                versions.append(artifact)  # it was changed, or removed
        self.artifacts = [version for versions in artifacts.values() for version in versions]
        self.container = {**event, **result.get("container", {})}
        self.inputs = inputs
        self.results = {}
        self.has_failures = False
        for line in json_lines(run["trace"]):
            if line["api"] == "action_result":
                self.results.setdefault(line["name"], []).append(line)
                self.has_failures |= line["status"] != "success"

    def roots(self, column):
        """(what the datapath is walked from, the path)."""
        kind, datapath = column["kind"], column["datapath"]
        if kind == "artifact":
            return self.artifacts, [part for part in datapath[len("artifact:*") :].split(".") if part]
        if kind == "container" and datapath.startswith("container:"):
            return [self.container], datapath[len("container:") :].split(".")
        if kind == "playbook_input" and column["part"] == 0:
            name, _, rest = datapath[len("playbook_input:") :].partition(".")
            value = self.inputs.get(name)
            return value if isinstance(value, list) else [value], rest.split(".") if rest else []
        if kind == "action_result" and ":action_result." in datapath:
            block, _, rest = datapath.partition(":action_result.")
            return self.results.get(block, []), rest.split(".")
        raise Unknown(datapath)

    def rows(self, columns):
        found = []
        first = None
        for column in columns:
            roots, path = self.roots(column)
            if first is not None and roots is not first and roots != first:
                raise Unknown("columns of several sources")
            first = roots
            found.append([walk(root, path) for root in roots])
        for cells in zip(*found):
            longest = max(len(column) for column in cells)
            for i in range(longest):
                yield tuple(column[i if len(column) == longest else 0] for column in cells)

    def count(self, symbol):
        columns = symbol["columns"]
        if symbol["of"] == "different":
            values = set()
            for column in columns:
                values |= {json.dumps(row[0]) for row in self.rows([column]) if row[0] is not None}
            return len(values)
        if symbol["of"] == "values":
            return sum(1 for column in columns for row in self.rows([column]) if row[0] is not None)
        rows = [json.dumps(row) for row in self.rows(columns)]
        return len(set(rows)) if symbol["of"] == "different_rows" else len(rows)


def value(expression, symbols, truth):
    if isinstance(expression, int):
        return expression
    if isinstance(expression, str):
        return truth.count(symbols[expression])
    if expression["op"] == "unbounded":
        raise Unknown("unbounded")
    terms = []
    unknown = None
    for term in expression["terms"]:
        try:
            terms.append(value(term, symbols, truth))
        except Unknown as error:
            unknown = error
    if expression["op"] == "product" and 0 in terms:
        return 0
    if unknown:
        raise unknown
    if expression["op"] == "sum":
        return sum(terms)
    if expression["op"] == "max":
        return max(terms)
    if expression["op"] == "ceil":
        return -(-terms[0] // expression["by"])
    product = 1
    for term in terms:
        product *= term
    return product


class Check:
    """One playbook."""

    def __init__(self, playbook, worlds):
        self.playbook, self.worlds = playbook, worlds
        self.compared = self.within = self.skipped = self.exact = 0
        self.problems = []

    def run(self):
        try:
            levels = [(level, self.budget(level), self.playbook.compiled(level)) for level in (0, 2)]
            for seed in range(1, self.worlds + 1):
                given, world = self.playbook.made_up(seed)
                if seed % 2 == 0:
                    repeat(Path(given[0]))
                for level, budget, executable in levels:
                    self.compare(budget, executable, f"-O{level} world {seed}", level, given, world)
        except Refused as refused:
            self.problems.append(f"not compared {self.playbook.label}: {refused}")
        return self

    def budget(self, level):
        file = self.playbook.folder / f"budget{level}.json"
        self.playbook.pbc_does("budget", f"-O{level}", "--format=json", "-o", file)
        return json.loads(file.read_text(encoding="utf-8"))

    def compare(self, budget, executable, where, level, given, world):
        event, *inputs = [json.loads(Path(file).read_text(encoding="utf-8")) for file in given if file != "--inputs"]
        run = self.playbook.lived(executable, given, world)
        if not run["result"].startswith(b"{"):
            self.problems.append(f"no run {self.playbook.label} {where}: {run['stderr'].decode('utf-8', 'replace')}")
            return
        truth = Truth(event, inputs[0] if inputs else {}, run)
        ledger = [line for line in json_lines(run["ledger"]) if "total" not in line]
        key = "failing_expression" if truth.has_failures else "expression"
        sites = budget["sites"]
        assets = {name: {sites[i]["asset"] for i in service["sites"]} for name, service in ((s["service"], s) for s in budget["services"])}
        groups = [([service], lambda line, own=assets[service["service"]]: line["asset"] in own) for service in budget["services"]]
        if any(site["asset"] is None for site in sites):  # which asset is told by the run alone: all of them together
            groups = [(budget["services"], lambda line: True)]
        elif any(not any(line["asset"] in own for own in assets.values()) for line in ledger):
            self.problems.append(f"beyond {self.playbook.label} {where}: an asset that the budget does not know")
        for services, is_own in groups:
            names = " + ".join(service["service"] for service in services)
            self.judge(f"{where}, {names}", [service[key] for service in services], budget, truth, [line for line in ledger if is_own(line)])
        if level == 0 or not truth.has_failures:
            for effect in budget["effects"]:
                own = {(sites[i]["asset"], (sites[i]["action"] or "").lower()) for i in effect["sites"]}
                if any(asset is None or not action for asset, action in own):
                    continue
                lines = [line for line in ledger if (line["asset"], line["action"].lower()) in own]
                self.judge(f"{where}, {effect['effect']}", [effect["expression"]], budget, truth, lines)

    def judge(self, what, expressions, budget, truth, lines):
        requests = sum(line["requests"] for line in lines)
        try:
            most = sum(value(expression, budget["symbols"], truth) for expression in expressions)
        except Unknown:
            self.skipped += 1
            return
        self.compared += 1
        self.exact += requests == most
        if requests <= most:
            self.within += 1
        else:
            self.problems.append(f"beyond {self.playbook.label} {what}: {requests} requests, at most {most}: {json.dumps(expressions)[:300]}")


def main():
    parser = parser_of(__doc__)
    parser.set_defaults(directories=[PLAYBOOKS, HERE / "budget"])
    options = parsed(parser)

    compared = within = skipped = exact = broken = 0
    for one in over_all(options, lambda playbook: Check(playbook, options.worlds).run()):
        compared, within, skipped, exact = compared + one.compared, within + one.within, skipped + one.skipped, exact + one.exact
        broken += bool(one.problems)
        for problem in one.problems:
            print(problem, flush=True)
    print(f"{len(options.found)} playbooks; reached exactly {exact} times")
    print(f"{compared} compared, {within} within, {skipped} skipped")
    return 0 if compared and not broken else 1


if __name__ == "__main__":
    sys.exit(main())
