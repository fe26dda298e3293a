# SPDX-License-Identifier: Apache-2.0
"""Runs a playbook under CPython as a compiled one runs: same arguments, exit codes, trace, ledger and result.

    python3 tests/oracle/run.py [run] PLAYBOOK.py [EVENT.json] [--world W.json] [--input NAME=VALUE]... [--inputs F.json]
                                [--trace F] [--ledger F] [--result F] [--files DIR] [--strict] [--path DIR]...
"""

import argparse
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

from phantom import jsontext, shapes  # noqa: E402
from phantom.engine import Process, Run  # noqa: E402
from phantom.world import World  # noqa: E402


class Unusable(Exception):
    """A file or an argument that a run cannot start with."""


def read_json(path):
    try:
        if Path(path).is_char_device():
            raise Unusable(f"{path}: is a device, expected a file")
        with open(path, encoding="utf-8-sig") as file:
            value = json.load(file)
    except json.JSONDecodeError as error:
        raise Unusable(f"{path}:{error.lineno}:{error.colno}: {error.msg}") from None
    except RecursionError:
        raise Unusable(f"{path}: nested too deep") from None
    except (OSError, ValueError) as error:
        raise Unusable(f"{path}: {error}") from None
    if not isinstance(value, dict):
        raise Unusable(f"{path}: expected an object")
    return value


def playbook_inputs(pairs, path):
    given = read_json(path) if path else {}
    named = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or not name:
            raise Unusable(f"--input {pair}: needs NAME=VALUE")
        try:
            value = json.loads(text, parse_constant=int)  # NaN and Infinity are no JSON
        except (ValueError, RecursionError):
            value = text
        named.setdefault(name, []).append(value)
    return {**given, **{name: values[0] if len(values) == 1 else values for name, values in named.items()}}


def write(path, text):
    if os.path.exists(path) and not os.path.isfile(path) or path.startswith(("/dev/", "/proc/")):
        with open(path, "a", encoding="utf-8") as file:  # what is the system's is not replaced
            file.write(text)
        return
    path = os.path.realpath(path)  # a link stays one
    temporary = f"{path}.{os.getpid()}.tmp"
    with open(temporary, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(temporary, path)


def arguments(argv):
    run = argparse.ArgumentParser(prog="oracle")
    run.add_argument("playbook")
    run.add_argument("event", nargs="?")
    run.add_argument("--input", action="append", default=[], metavar="NAME=VALUE")
    run.add_argument("--path", action="append", default=[], metavar="DIR")
    for name in ("world", "inputs", "trace", "ledger", "result"):
        run.add_argument(f"--{name}", metavar="FILE")
    run.add_argument("--files", metavar="DIR")
    run.add_argument("--strict", action="store_true")
    # Options may stand between the two files.
    return run.parse_intermixed_args(argv[1:] if argv[:1] == ["run"] else argv)


def prepare(options):
    try:
        source = Path(options.playbook).read_bytes()
        compile(source, options.playbook, "exec")
    except (OSError, SyntaxError, ValueError) as error:
        raise Unusable(f"{options.playbook}: {error}") from None
    world = read_json(options.world) if options.world else {}
    event = read_json(options.event) if options.event else {}
    for path, value, check in ((options.world, world, shapes.check_world), (options.event, event, shapes.check_event)):
        try:
            check(value)
        except shapes.WrongShape as error:
            raise Unusable(f"{path}: {error}") from None
    paths = [*options.path, str(Path(options.playbook).parent)]
    process = Process(World(shapes.without_nulls(world), options.strict), event, paths, options.files)
    run = Run(process, Path(options.playbook).stem, playbook_inputs(options.input, options.inputs))
    return process, run, source


def main(argv):
    options = arguments(argv)
    try:
        process, run, source = prepare(options)
    except Unusable as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    run.load(source, options.playbook)
    run.start()
    run.finish_all()
    process.files.remove()
    sys.stdout.flush()
    if run.error:
        sys.stderr.write(run.error)
    if options.trace:
        write(options.trace, process.trace.text())
    if options.ledger:
        write(options.ledger, process.ledger.text(process.clock.ms))
    if options.result:
        write(options.result, jsontext.document(run.result()))
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
