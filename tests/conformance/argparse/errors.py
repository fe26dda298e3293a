# SPDX-License-Identifier: Apache-2.0
import argparse
import contextlib
import io

parser = argparse.ArgumentParser(prog="tool")
parser.add_argument("path")
parser.add_argument("-n", "--number", type=int)
parser.add_argument("--name", required=True)
parser.add_argument("--mode", choices=["fast", "slow"])
parser.add_argument("--pair", nargs=2)
parser.add_argument("--many", nargs="+")
parser.add_argument("-f", action="store_true")


def even(text):
    if int(text) % 2:
        raise argparse.ArgumentTypeError(f"{text} is odd")
    return int(text)


parser.add_argument("--even", type=even)
group = parser.add_mutually_exclusive_group()
group.add_argument("--left", action="store_true")
group.add_argument("--right", action="store_true")
for line in [
    "", "p", "p --name", "p --name x -n y", "p --name x --mode other", "p q --name x", "p --name x --pair 1", "p --name x --many",
    "p --name x --even 3", "p --name x --even z", "p --name x --left --right", "p --name x --wrong", "p --n 1", "p --name x -f=3", "p --name x -h2",
]:
    err = io.StringIO()
    try:
        with contextlib.redirect_stderr(err), contextlib.redirect_stdout(err):
            print(parser.parse_args(line.split()))
    except SystemExit as stop:
        print(repr(line), "exit", stop.code)
    print(err.getvalue().split("\n")[-2])


class Raising(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(message)


try:
    Raising().parse_args(["x"])
except ValueError as error:
    print(error)
strict = argparse.ArgumentParser(exit_on_error=False)
strict.add_argument("--int", type=int)
try:
    strict.parse_args(["--int", "x"])
except argparse.ArgumentError as error:
    print(error)
for bad in [lambda: parser.add_argument("--name"), lambda: parser.add_argument("a", "b"), lambda: parser.add_argument("--z", type="int"),
            lambda: parser.add_argument("z", required=True), lambda: parser.add_argument("--z", action="nothing")]:
    try:
        bad()
    except (ValueError, TypeError, argparse.ArgumentError) as error:
        print(type(error).__name__, error)
parser.parse_args([])
