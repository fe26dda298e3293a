#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plans and pictures of many playbooks: run.py --pbc PBC FOLDER...

For every Python file below the folders that is a playbook: pbc explain and pbc graph end well, say the same when they are
asked again, and what they print is what its format demands: JSON parses, SVG is well-formed, HTML has neither scripts nor
anything from elsewhere, graphviz takes the DOT where it is installed, Mermaid has a node for every block. Nothing of all
that must depend on where the file is.
"""

import argparse
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree

TIMEOUT = 120  # seconds, under the sanitizers too


class Page(html.parser.HTMLParser):
    """What a page must not have."""

    def __init__(self):
        super().__init__()
        self.wrong = []

    def handle_starttag(self, tag, attributes):
        if tag in {"script", "link", "img", "iframe", "object", "embed", "image", "foreignobject"}:
            self.wrong.append(f"<{tag}>")
        for name, value in attributes:
            if name.startswith("on"):
                self.wrong.append(f"{tag} {name}")
            if name in {"href", "src", "xlink:href"} and not (value or "").startswith("#"):
                self.wrong.append(f"{name}={value}")


def run(command):
    return subprocess.run(command, capture_output=True, timeout=TIMEOUT)


def wrong_with(kind, output, graphviz):
    """What the format demands and the output is not, or nothing."""
    text = output.decode("utf-8")
    if kind in {"json", "explain json"}:
        made = json.loads(text)
        return "" if made["schema"] == 1 else "another schema"
    if kind == "svg":
        for element in xml.etree.ElementTree.fromstring(output).iter():
            if element.tag.rpartition("}")[2] in {"script", "image", "foreignObject"}:
                return f"has {element.tag}"
    if kind == "html":
        page = Page()
        page.feed(text)
        page.close()
        return ", ".join(page.wrong)
    if kind == "dot" and graphviz:
        # Reading it is enough; laying it out may take long.
        made = subprocess.run([graphviz, "-Tcanon"], input=output, capture_output=True, timeout=TIMEOUT)
        return made.stderr.decode() if made.returncode != 0 or b"rror" in made.stderr else ""
    if kind == "mermaid":
        lines = text.splitlines()
        if lines[0] != "flowchart TB":
            return "begins otherwise"
        known = re.compile(
            r'  +(?:subgraph \w+\["[^"]*"\]|end|\w+(?:\(\[|\{\{|\{|\[\\|\[\[|\[/|\[)"[^"]*"(?:\]\)|\}\}|\}|/\]|\]\]|\])|'
            r'\w+ (?:-->|==>|-\.->|-\.-)(?:\|"[^"]*"\|)? \w+|classDef \w+ [\w:#,]+|class [\w,]+ \w+)$'
        )
        for line in lines[1:]:
            if not known.match(line):
                return f"line {line!r}"
    return ""


def check(pbc, playbook, graphviz):
    """Errors of one playbook; None when it is none, or has errors of its own."""
    kinds = {
        "explain": ["explain"],
        "explain json": ["explain", "--format=json"],
        **{kind: ["graph", "--format=" + kind] for kind in ("dot", "mermaid", "svg", "html", "json")},
    }
    for kind, command in kinds.items():
        whole = [pbc, *command, str(playbook), "--path", str(playbook.parent)]
        made = run(whole)
        if made.returncode in (1, 2) and kind == "explain" and not made.stdout:
            return None
        shown = " ".join(whole)
        if made.returncode != 0:
            yield f"{shown}: exit code {made.returncode}\n{made.stderr.decode(errors='replace')[-2000:]}"
            continue
        try:
            wrong = wrong_with(kind, made.stdout, graphviz)
        except (ValueError, KeyError, xml.etree.ElementTree.ParseError) as error:
            wrong = f"{type(error).__name__}: {error}"
        if wrong:
            yield f"{shown}: {wrong}"
        if kind in {"explain", "svg"} and run(whole).stdout != made.stdout:
            yield f"{shown}: says something else the second time"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pbc", required=True)
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    graphviz = shutil.which("dot")
    count = failed = 0
    for folder in options.folders:
        for playbook in sorted(folder.rglob("*.py")):
            count += 1
            for error in check(options.pbc, playbook, graphviz):
                print("error: " + error)
                failed += 1
    print(f"{count} files, {failed} failures" + ("" if graphviz else "; graphviz is not installed"))
    return 1 if failed or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
