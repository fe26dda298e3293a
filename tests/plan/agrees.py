#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What runs do, the plan has said: agrees.py --pbc PBC [--worlds N] FOLDER...

Runs every playbook below the folders, in the cases that stand beside it (NAME.event.json and NAME.world.json, or CASE.event.json) and
in N worlds that `pbc world` makes up, and compares the trace with `pbc explain --format=json`: whatever block speaks is a block of
the plan or a helper of one, and acts, prompts, playbooks and custom functions that it calls are among those of the plan, with
their actions and assets.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

TIMEOUT = 300  # seconds


class Plan:
    def __init__(self, parts):
        self.blocks = {}  # by name; linked playbooks may have namesakes
        self.helpers = set()
        for part in parts:
            for block in part["blocks"]:
                self.blocks.setdefault(block["name"], []).append(block)
                self.helpers.update(block["helpers"])
        self.has_custom_functions = any(part["kind"] == "custom_function" for part in parts)

    def acts(self, name):
        if name in self.helpers:  # they act nowhere; but a name may be both
            return []
        return [act for block in self.blocks.get(name, []) for act in block["acts"]]

    def using(self, name):
        every = [block for blocks in self.blocks.values() for block in blocks]
        return [block for block in every if block["name"] == name or name in block["helpers"]]

    def calls(self, name, kind):
        return [call for block in self.blocks.get(name, []) for call in block["calls"] if call["kind"] == kind]

    def wrong(self, line):
        """What the plan has not said of a line of a trace, or nothing."""
        name, api = line["block"], line["api"]
        if api == "action_result":
            return ""
        # Functions in functions, and those of custom functions, have names of their own.
        if name not in self.blocks and name not in self.helpers:
            if api in {"debug", "error"} or self.has_custom_functions or name.startswith("<"):
                return ""
            return "no block or helper has this name"
        if api == "act":
            assets = line.get("assets")
            given = [assets] if isinstance(assets, str) else assets
            for act in self.acts(name):
                if act["action"] is not None and act["action"] != line["action"]:
                    continue
                if not act["assets"] or given is None or act["assets"] == given:
                    return ""
            # REST starts acts too.
            if any(change["request"] for block in self.using(name) for change in block["changes"]):
                return ""
            return "the plan has no such act"
        kinds = {"playbook": "playbook", "custom_function": "custom_function", "prompt": "prompt", "prompt2": "prompt"}
        if api in kinds:
            for call in self.calls(name, kinds[api]):
                if api.startswith("prompt") or call["what"] in (None, line[api]):
                    return ""
            return f"the plan has no such call of {api}"
        return ""


def run(command):
    return subprocess.run(command, capture_output=True, timeout=TIMEOUT)


def cases_of(playbook):
    """Options of `pbc run` for each case that stands beside a playbook."""
    alone = len([other for other in playbook.parent.glob("*.py")]) == 1
    events = sorted(playbook.parent.glob("*.event.json" if alone else playbook.stem + "*.event.json"))
    for event in events:
        stem = str(event)[: -len(".event.json")]
        options = [str(event), "--world", stem + ".world.json"]
        if pathlib.Path(stem + ".inputs.json").exists():
            options += ["--inputs", stem + ".inputs.json"]
        if pathlib.Path(stem + ".world.json").exists():
            yield options


def made_cases(pbc, playbook, count, folder):
    for seed in range(1, count + 1):
        made = folder / f"w{seed}"
        if run([pbc, "world", str(playbook), "--path", str(playbook.parent), "--seed", str(seed), "-o", str(made)]).returncode:
            return
        options = [str(made / "event.json"), "--world", str(made / "world.json")]
        if (made / "inputs.json").exists():
            options += ["--inputs", str(made / "inputs.json")]
        yield options


def check(pbc, playbook, worlds):
    explained = run([pbc, "explain", "--format=json", str(playbook), "--path", str(playbook.parent)])
    if explained.returncode != 0:
        return
    plan = Plan(json.loads(explained.stdout)["parts"])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for options in [*cases_of(playbook), *made_cases(pbc, playbook, worlds, folder)]:
            trace = folder / "trace"
            trace.unlink(missing_ok=True)
            run([pbc, "run", "--path", str(playbook.parent), str(playbook), *options, "--trace", str(trace)])
            if not trace.exists():
                continue
            for number, line in enumerate(trace.read_text(encoding="utf-8").splitlines(), 1):
                wrong = plan.wrong(json.loads(line))
                if wrong:
                    yield f"{playbook} with {' '.join(options)}: line {number} of the trace: {wrong}: {line[:300]}"
            yield None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pbc", required=True)
    parser.add_argument("--worlds", type=int, default=0)
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    runs = failed = 0
    for folder in options.folders:
        for playbook in sorted(folder.rglob("*.py") if folder.is_dir() else [folder]):
            for error in check(options.pbc, playbook, options.worlds):
                if error is None:
                    runs += 1
                else:
                    print("error: " + error)
                    failed += 1
    print(f"{runs} runs, {failed} lines that no plan has said")
    return 1 if failed or runs == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
