#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails when a folder of compiler/ includes a folder that does not stand to its left on the ladder, or of the runtime:

    base source diag | syntax phantom | ir | lift opt emit mock check | build plan | driver

`lift`, `opt`, `emit`, `mock` and `check` never include one another; nor do `syntax` and `phantom`. In the runtime, `python` knows nothing of `phantom`,
`policy` nothing of either, and only `host` knows all. What becomes libpbc_live.so (`policy`, `frozen`, `mail`, `content`, `live`, `triage`, `serve`) knows nothing of the
rest, which includes the headers of its door alone. Files of runtime/include/pbc/ include one another and nothing else.
"""

import pathlib
import re
import sys

COMPILER = [["base"], ["source"], ["diag"], ["syntax", "phantom"], ["ir"], ["lift", "opt", "emit", "mock", "check"], ["build", "plan"], ["driver"]]
RUNTIME = {
    "include": set(),
    "python": {"include"},
    "policy": set(),
    "frozen": set(),
    "mail": {"frozen"},
    "content": {"mail"},
    "live": {"policy", "frozen", "mail", "content"},
    "triage": {"policy", "live"},
    "serve": {"policy", "live", "triage"},
    "entry": {"policy", "mail", "content", "live", "triage", "serve"},
    "metrics": {"include", "python"},
    "phantom": {"include", "python", "metrics"},
    "io": {"include", "python", "phantom", "metrics", "frozen", "live", "triage", "serve"},
    "examples": {"include"},
    "host": {"include", "python", "phantom", "metrics", "io", "live", "triage", "serve"},
}
SHARED = {"policy", "frozen", "mail", "content", "live", "triage", "serve", "entry"}  # what becomes libpbc_live.so
DOOR = {"live/live.h", "frozen/frozen.h", "triage/triage.h", "triage/facts.h", "triage/settings.h", "triage/verdict.h", "serve/serve.h"}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.MULTILINE)


def compiler_may(folder):
    """The folders that a folder of compiler/ may include besides itself."""
    allowed = set()
    for step in COMPILER:
        if folder in step:
            return allowed
        allowed.update(step)
    return None


def sources(root):
    return sorted(path for path in root.rglob("*") if path.suffix in {".h", ".cpp", ".def"})


def check_compiler(root):
    for path in sources(root / "compiler"):
        folder = path.relative_to(root / "compiler").parts[0]
        allowed = compiler_may(folder)
        if allowed is None:
            yield path, 1, f"folder `{folder}` has no place on the ladder"
            continue
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            parts = match[1].split("/")
            line = text.count("\n", 0, match.start(1)) + 1
            if parts[0] in {"runtime", "pbc"}:
                yield path, line, f"the compiler includes the runtime: {match[1]}"
            elif parts[0] == "compiler" and parts[1] != folder and parts[1] not in allowed:
                yield path, line, f"`{folder}` includes `{parts[1]}`"


def check_runtime(root):
    for path in sources(root / "runtime"):
        folder = path.relative_to(root / "runtime").parts[0]
        if path.parent == root / "runtime" / "live" / "entry":
            folder = "entry"  # what the library exports
        allowed = RUNTIME.get(folder)
        if allowed is None:
            yield path, 1, f"folder `{folder}` has no place in the runtime"
            continue
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            parts = match[1].split("/")
            line = text.count("\n", 0, match.start(1)) + 1
            target = "include" if parts[0] == "pbc" else parts[0]
            if parts[0] == "compiler" and match[1] != "compiler/phantom/api.def":
                yield path, line, f"the runtime includes the compiler: {match[1]}"
            elif len(parts) > 1 and target in RUNTIME and target != folder and target not in allowed:
                yield path, line, f"`{folder}` includes `{target}`"
            elif target in {"frozen", "live", "triage", "serve"} and folder not in SHARED and match[1] not in DOOR:
                yield path, line, f"`{folder}` includes {match[1]}, which is inside libpbc_live.so"


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    count = 0
    for path, line, message in [*check_compiler(root), *check_runtime(root)]:
        print(f"{path.relative_to(root)}:{line}: error: {message}")
        count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
