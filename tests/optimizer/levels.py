# SPDX-License-Identifier: Apache-2.0
"""Playbooks at levels of the optimizer, in worlds that `pbc world` makes up."""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "oracle"))

import acts_by_chance  # noqa: E402
from compare import outcome  # noqa: E402
from worlds import PLAYBOOKS, SECONDS, first_line, playbooks  # noqa: E402

FAILED = {"status": "failed", "message": "the service did not answer", "data": [], "summary": {}}
FAILURES = 10  # percent of the answers


class Refused(Exception):
    """pbc does not compile the playbook, or makes up no world."""


class Playbook:
    """One file, what pbc makes of it, and its runs, in a folder of its own."""

    def __init__(self, file, collection, pbc, folder):
        self.file, self.pbc, self.folder = file, pbc, folder
        self.label = str(file.relative_to(collection.parent))
        self.paths = ["--path", str(collection)]
        self.runs = 0

    def pbc_does(self, command, *arguments):
        words = [str(self.pbc), command, str(self.file), *self.paths, *map(str, arguments)]
        done = subprocess.run(words, capture_output=True, timeout=SECONDS)
        if done.returncode != 0:
            raise Refused(f"{command}: {first_line(done)}")

    def compiled(self, level, *extra):
        executable = self.folder / f"executable{level}"
        self.pbc_does("compile", f"-O{level}", *extra, "-o", executable)
        return executable

    def made_up(self, seed):
        """(what the run is given, its world)."""
        made = self.folder / f"world{seed}"
        self.pbc_does("world", "--seed", seed, "-o", made)
        given = [str(made / "event.json")]
        if (made / "inputs.json").is_file():
            given += ["--inputs", str(made / "inputs.json")]
        return given, json.loads((made / "world.json").read_text(encoding="utf-8"))

    def lived(self, executable, given, world):
        """What a run gives, its outputs as bytes."""
        self.runs += 1
        file = self.folder / f"{self.runs}.json"
        file.write_text(json.dumps(world), encoding="utf-8")
        return outcome([str(executable), "run", *given, "--world", str(file)], self.folder / f"run{self.runs}")


def with_failures(world, chance):
    """A tenth of the answers is a failure, or more where more were; of fewer than ten, one by chance."""
    entries = world.get("actions", [])
    good = [place for place, entry in enumerate(entries) if entry["result"].get("status") != "failed"]
    wanted = int(len(entries) * FAILURES / 100 + chance.random()) - (len(entries) - len(good))
    chosen = chance.sample(good, max(0, min(wanted, len(good))))
    return {**world, "actions": [{**entry, "result": FAILED} if n in chosen else entry for n, entry in enumerate(entries)]}


def with_latencies(world, latency):
    return {**world, "actions": [{**entry, "latency_ms": latency()} for entry in world.get("actions", [])]}


def with_quick_prompts(world, latency):
    """The same, in which people take about as long as services, or requests would hardly count."""
    prompts = {name: {**prompt, "latency_ms": latency()} for name, prompt in world.get("prompts", {}).items()}
    return {**world, "prompts": prompts}


def all_passes(pbc):
    """The names of the passes, as `pbc compile --help` has them."""
    done = subprocess.run([str(pbc), "compile", "--help"], capture_output=True, text=True, check=True)
    return re.findall(r"^ {32}([a-z-]+): ", done.stdout.partition("--passes")[2], re.MULTILINE)


def parser_of(doc):
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("--pbc", type=Path, required=True)
    parser.add_argument("--worlds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", metavar="TEXT", help="files whose path has TEXT in it")
    parser.add_argument("--by-chance", type=int, default=0, metavar="N", help="also so many playbooks of acts_by_chance.py")
    parser.add_argument("--seed", default="1", help="of those playbooks")
    parser.add_argument("directories", nargs="*", type=Path, metavar="DIR")
    return parser


def parsed(parser, always=()):
    """The options, with the playbooks of the folders as `found`: those that are given and `always`, or else ours."""
    options = parser.parse_args()
    options.pbc = options.pbc.resolve()
    folders = [folder.resolve() for folder in [*always, *options.directories]]
    if options.by_chance:
        options.written = tempfile.TemporaryDirectory()  # as long as the options
        folders.append(Path(options.written.name) / "by_chance")
        acts_by_chance.write(folders[-1], options.seed, options.by_chance)
    options.found = list(playbooks(folders or [PLAYBOOKS], options.only))
    if not options.found or not options.pbc.is_file():
        print("error: needs playbooks and, after --pbc, the compiler", file=sys.stderr)
        sys.exit(2)
    return options


def over_all(options, examine, found=None):
    """What `examine(playbook)` gives for each that is found."""

    def run(entry):
        with tempfile.TemporaryDirectory() as folder:
            return examine(Playbook(*entry, options.pbc, Path(folder)))

    with ThreadPoolExecutor(options.jobs) as pool:
        yield from pool.map(run, options.found if found is None else found)
