# SPDX-License-Identifier: Apache-2.0
"""Random playbooks in random worlds: does an executable run as the reference runs?

    python3 tests/oracle/random_playbooks.py --pbc build/bin/pbc [--of blocks|datapaths] [--seed 1] [--playbooks 24] [--worlds 4] [--save DIR]

random_blocks.py writes the playbooks: blocks of every kind of the editor, joins, loops, custom functions and sub-playbooks, with answers that
take their time, fail or are missing; random_datapaths.py those that read and filter by datapaths of every shape. Every second is compiled at -O2, and its worlds' answers take no time. Compared byte by
byte are exit code, trace and result, at -O0 the ledger, too; a message on stderr by its last line. Ends with a line `N compared, N equal`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import random_blocks
import random_datapaths
from compare import HERE, difference, outcome, without_latencies

SECONDS = 300
WRITERS = {"blocks": random_blocks, "datapaths": random_datapaths}


def write_json(file, value):
    file.write_text(json.dumps(value, indent=1), encoding="utf-8")
    return str(file)


def compare(seed, options, folder):
    """(runs compared, runs equal, what to print)."""
    writer = WRITERS[options.of]
    program = writer.Program(seed)
    script = folder / f"random_{seed}.py"
    script.write_text(program.text(), encoding="utf-8")
    for name, text in writer.LINKED.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    level = "-O2" if seed % 2 else "-O0"
    executable = folder / "executable"
    command = [options.pbc, "compile", level, "--path", str(folder), str(script), "-o", str(executable)]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS)
    if done.returncode != 0:
        return options.worlds, 0, [f"not compiled {seed}: {done.stderr.decode('utf-8', 'replace')[:500]}"]
    reference = [sys.executable, str(HERE / "run.py"), "run", str(script), "--path", str(folder)]
    equal, problems = 0, []
    for number in range(options.worlds):
        names = [folder / f"{name}_{number}.json" for name in ("event", "world", "inputs")]
        made = list(writer.world(f"{seed} {number}", program))
        if level == "-O2":
            made[1] = without_latencies(made[1])
        event, world, inputs = map(write_json, names, made)
        arguments = [event, "--world", world, "--inputs", inputs]
        expected = outcome([*reference, *arguments], folder / f"reference{number}")
        found = outcome([str(executable), "run", *arguments], folder / f"found{number}")
        compared = [what for what in expected if what != "ledger" or level == "-O0"]
        differing = [text for what in compared if (text := difference(found, expected, what))]
        equal += not differing
        problems += [f"differs {seed} {number} {level}: {text}" for text in differing[:2]]
    return options.worlds, equal, problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path, required=True)
    parser.add_argument("--of", choices=WRITERS, default="blocks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--playbooks", type=int, default=24)
    parser.add_argument("--worlds", type=int, default=4)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--save", type=Path, metavar="DIR", help="keep everything there")
    options = parser.parse_args()
    options.pbc = options.pbc.resolve()

    def run(seed):
        if options.save:
            folder = options.save.resolve() / str(seed)
            folder.mkdir(parents=True)
            return compare(seed, options, folder)
        with tempfile.TemporaryDirectory() as folder:
            return compare(seed, options, Path(folder))

    compared = equal = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for runs, good, problems in pool.map(run, range(options.seed, options.seed + options.playbooks)):
            compared, equal = compared + runs, equal + good
            for problem in problems:
                print(problem, flush=True)
    print(f"{compared} compared, {equal} equal")
    return 0 if compared == equal else 1


if __name__ == "__main__":
    sys.exit(main())
