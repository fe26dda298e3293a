# SPDX-License-Identifier: Apache-2.0
"""Large and deep scripts: pbc compiles or refuses them in a time that grows with their size, and never crashes.

    python3 tests/programs/stress.py --pbc build/bin/pbc [--factor 4]

Each shape is compiled to C++ at a size and at `factor` times that size; the larger one may take at most four times as long by line. What
pbc refuses has to be refused in its own words (exit code 1). Exit code 0 when all is well, 1 when not.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 60
QUICK = 0.2  # seconds that are never too many


def nested(head, tail, n, core="pass"):
    return "".join("  " * i + head + "\n" for i in range(n)) + "  " * n + core + "\n" + "".join("  " * i + tail + "\n" for i in reversed(range(n)) if tail)


def in_function(text):
    return "def f(x):\n" + "".join(" " + line + "\n" for line in text.splitlines()) + "f(1)\n"


SHAPES = {  # name: (a script of size n, the smaller n)
    "sum": (lambda n: "x = 1\nprint(" + " + ".join(["x"] * n) + ")\n", 2000),
    "calls in a sum": (lambda n: in_function("print(" + " + ".join(["len('a')"] * n) + ")"), 500),
    "parentheses": (lambda n: "print(" + "(" * n + "1" + ")" * n + ")\n", 45),
    "unary": (lambda n: "x = 1\nprint(" + "-" * n + "x)\n", 50),
    "nested lists": (lambda n: "print(" + "[" * n + "]" * n + ")\n", 45),
    "nested calls": (lambda n: in_function("print(" + "abs(" * n + "x" + ")" * n + ")"), 45),
    "nested if": (lambda n: in_function(nested("if x:", "", n)), 20),
    "nested for": (lambda n: in_function(nested("for i in [1]:", "", n)), 5),
    "nested try": (lambda n: in_function(nested("try:", "", n) + "".join("  " * i + "except ValueError:\n" + "  " * i + "  pass\n" for i in reversed(range(n)))), 5),
    "nested finally": (lambda n: in_function(nested("try:", "", n, "return 1") + "".join("  " * i + "finally:\n" + "  " * i + "  print(x)\n" for i in reversed(range(n)))), 4),
    "finally in finally": (lambda n: in_function("".join("  " * i + "try:\n" + "  " * i + "  print(1)\n" + "  " * i + "finally:\n" for i in range(n)) + "  " * n + "print(2)\n"), 4),
    "nested functions": (lambda n: "".join("  " * i + f"def f{i}(a{i}):\n" for i in range(n)) + "  " * n + "return a0\n" + "".join("  " * i + f"  return f{i}\n" if False else "" for i in range(n)), 20),
    "nested lambdas": (lambda n: "print(" + "(lambda x: " * n + "1" + ")" * n + ")\n", 20),
    "nested comprehensions": (lambda n: in_function("print(" + "[" * n + "x" + " for a in [1]]" * n + ")"), 10),
    "conditional expressions": (lambda n: "x = 1\nprint(" + "".join(f"{i} if x == {i} else " for i in range(n)) + "0)\n", 50),
    "elif chain": (lambda n: in_function("if x == 0:\n pass\n" + "".join(f"elif x == {i}:\n  print({i})\n" for i in range(n))), 250),
    "boolean operators": (lambda n: "x = 1\nprint(" + " and ".join(["x"] * n) + ")\n", 500),
    "chained comparison": (lambda n: "x = 1\nprint(" + " <= ".join(["x"] * n) + ")\n", 300),
    "list literal": (lambda n: "print(len([" + ", ".join(str(i) for i in range(n)) + "]))\n", 5000),
    "dict literal": (lambda n: "print(len({" + ", ".join(f"'k{i}': {i}" for i in range(n)) + "}))\n", 3000),
    "text": (lambda n: "print(len('" + "ab\\n" * n + "'))\n", 20000),
    "digits": (lambda n: "print(" + "7" * n + " % 1000)\n", 1000),
    "functions": (lambda n: "".join(f"def f{i}(a, b={i}):\n    return a + b\n" for i in range(n)) + f"print(f{n - 1}(1))\n", 300),
    "statements": (lambda n: in_function("".join(f"x = x + {i}\n" for i in range(n)) + "print(x)"), 2000),
    "module statements": (lambda n: "x = 1\n" + "".join(f"x = x + {i}\n" for i in range(n)) + "print(x)\n", 2000),
    "variables": (lambda n: in_function("".join(f"v{i} = x\n" for i in range(n)) + f"print(v{n - 1})"), 2000),
    "parameters": (lambda n: "def f(" + ", ".join(f"a{i}=1" for i in range(n)) + "):\n    return a0\nprint(f())\n", 200),
    "arguments": (lambda n: "print(" + ", ".join(str(i) for i in range(n)) + ")\n", 2000),
    "f-string": (lambda n: "x = 1\nprint(f'" + "{x} " * n + "')\n", 1000),
    "closures": (lambda n: "def f():\n" + "".join(f"    v{i} = {i}\n" for i in range(n)) + "".join(f"    g{i} = lambda: v{i}\n" for i in range(n)) + f"    return g{n - 1}()\nprint(f())\n", 150),
    "attribute chain": (lambda n: "x = 'a'\nprint(x" + ".strip()" * n + ")\n", 200),
    "method arguments": (lambda n: in_function("print(" + "'a'.join([" * n + "'b'" + "])" * n + ")"), 20),
    "decorators": (lambda n: "def d(f):\n    return f\n" + "@d\n" * n + "def g():\n    return 1\nprint(g())\n", 200),
    "unpacking": (lambda n: ", ".join(f"v{i}" for i in range(n)) + f" = range({n})\nprint(v0)\n", 500),
    "walrus": (lambda n: in_function("print([" + ", ".join(f"(w{i} := x)" for i in range(n)) + "])"), 300),
    "try in a row": (lambda n: in_function("".join(f"try:\n  x += {i}\nexcept ValueError as e:\n  print(e)\n" for i in range(n))), 200),
}  # fmt: skip


def compile_time(pbc, text):
    """(seconds, what is wrong)"""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "script.py"
        script.write_text(text, encoding="utf-8")
        begin = time.monotonic()
        try:
            done = subprocess.run([pbc, "compile", "--emit=cpp", script, "-o", Path(folder) / "out.cpp"], capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return SECONDS, f"no end after {SECONDS} s"
        wrong = "" if done.returncode in (0, 1) else f"exit code {done.returncode}: {done.stderr[-200:].decode('utf-8', 'replace')}"
        return time.monotonic() - begin, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pbc", type=Path, required=True)
    parser.add_argument("--factor", type=int, default=4)
    options = parser.parse_args()
    pbc, wrong = options.pbc.resolve(), 0
    for name, (make, size) in SHAPES.items():
        small, problem = compile_time(pbc, make(size))
        large, problem_2 = compile_time(pbc, make(size * options.factor))
        problem = problem or problem_2
        if not problem and large > QUICK and large > 4 * options.factor * small:
            problem = "does not grow with the size"
        wrong += bool(problem)
        print(f"{'failed' if problem else 'fine'}: {name}, {size} and {size * options.factor}: {small:.2f} s, {large:.2f} s {problem}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
