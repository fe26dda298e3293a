# SPDX-License-Identifier: Apache-2.0
"""Random expressions by the tables of grammar.py, over the variables that a scope holds."""

import re

import grammar

PLACEHOLDER = re.compile(r"<((?:[^<>'\n]|'[^'\n]*')*)>")
SPECS = {"intspec": grammar.INT_SPECS, "floatspec": grammar.FLOAT_SPECS, "textspec": grammar.TEXT_SPECS}
PERCENTS = {"percent": grammar.PERCENTS, "percentfloat": grammar.PERCENTS_FLOAT, "percenttext": grammar.PERCENTS_TEXT}
JSON = ["int", "float", "bool", "none", "str", "ints", "strs", "rows", "dict"]


class Expressions:
    """`scope` is a list of (name, type), innermost last; statements.py keeps it."""

    def __init__(self, random):
        self.random = random
        self.scope = []
        self.count = 0
        self.steps = 0
        self.fleeting = []  # bound by a walrus, perhaps
        self.inside = 0  # open comprehensions and lambdas around this place

    def pick(self, items):
        return items[int(self.random.random() * len(items))]

    def chance(self, part):
        return self.random.random() < part

    def fresh(self, stem):
        self.count += 1
        return f"{stem}{self.count}"

    def variables(self, kind):
        return [name for name, known in self.scope if known == kind]

    def expression(self, kind, depth=3):
        if kind == "any":
            kind = self.pick(grammar.ANY)
        known = self.variables(kind)
        if known and self.chance(0.4):
            return self.pick(known[-6:])
        if depth <= 0:
            return self.pick(grammar.LITERALS[kind])
        if self.chance(0.003):  # a value of a wrong type
            kind = self.pick(grammar.ANY)
        if self.chance(0.05):
            self.steps += 1
            return f"step({self.steps}, {self.expression(kind, depth - 1)})"
        if self.chance(0.01) and not self.inside:
            name = self.fresh("w")
            self.fleeting.append((name, kind))
            return f"({name} := {self.expression(kind, depth - 1)})"
        if self.chance(0.15):
            return self.pick(grammar.LITERALS[kind])
        return self.production(self.pick(grammar.PRODUCTIONS[kind]), depth - 1)

    def production(self, text, depth):
        """`<p>` is a name of its own; a comprehension and a lambda may use it where Python lets them."""
        bound = self.fresh("p") if "<p>" in text else ""
        kind = self.pick(["int", "str", "", ""])

        def expand(match):
            if match[1] == "p":
                return bound
            before = text[: match.start()]
            inside = "lambda <p>:" in before and ")(" not in before or "lambda" not in text and not before.endswith(" in ")
            if not (bound and kind and inside):
                return self.placeholder(match[1], depth)
            self.scope.append((bound, kind))
            made = self.placeholder(match[1], depth)
            self.scope.remove((bound, kind))
            return made

        self.inside += bool(bound)
        made = PLACEHOLDER.sub(expand, text)
        self.inside -= bool(bound)
        return made

    def placeholder(self, name, depth):
        if name in grammar.PRODUCTIONS or name == "any":
            return self.expression(name, depth)
        if name in SPECS:
            return repr(self.pick(SPECS[name]))
        if name in PERCENTS:
            return repr(self.pick(PERCENTS[name]))
        if name == "key":
            return self.expression("str", 1) if self.chance(0.2) else self.pick(grammar.KEYS)
        if name == "json":
            return self.expression(self.pick(JSON), depth)
        if name in ("slice", "fstring", "compints", "compstrs"):
            return getattr(self, name)(depth)
        return self.pick(words(name))

    def slice(self, depth):
        def part():
            return "" if self.chance(0.4) else self.expression("index", depth if self.chance(0.3) else 0)

        return f"{part()}:{part()}{self.pick(['', '', ':', ':1', ':2', ':-1', ':-2', ':None', ':0'])}"

    def fstring(self, depth):
        parts = []
        for _ in range(1 + int(self.random.random() * 3)):
            kind = self.pick(["int", "float", "str", "any"])
            value = self.expression(kind, min(depth, 1))
            if any(c in value for c in "\\'\"{}#\n!:") or value.startswith("lambda"):
                value = self.pick(self.variables(kind)[-4:] or ["1 + 1"])
            spec = self.pick({"int": grammar.INT_SPECS, "float": grammar.FLOAT_SPECS}.get(kind, grammar.TEXT_SPECS))
            if any(c in spec for c in "{}'"):
                spec = ">{" + self.pick(["3", "2 + 5", "len('ab')".replace("'", '"')]) + "}"
            form = self.pick(["{%s}", "{%s:%s}", "{%s!r}", "{%s!s:>8}", "{%s=}", "{%s!a}", "{{%s}}"])
            parts.append(self.pick(["", "<", " - ", "\xe9"]) + (form % ((value, spec) if form.count("%") == 2 else value)))
        return "f'" + "".join(parts) + "'"

    def comprehension(self, depth, element, brackets="[]"):
        """`[... for a in ... if ... for b in ...]` with the variables visible where Python lets them be seen."""
        mark, clauses, kinds = len(self.scope), "", {"int": "ints", "str": "strs"}
        self.inside += 1
        for _ in range(self.pick([1, 1, 2])):
            name, kind = self.fresh("c"), self.pick(["int", "str"])
            clauses += f" for {name} in {self.expression(kinds[kind], depth - 1)}"
            self.scope.append((name, kind))
            if self.chance(0.4):
                clauses += f" if {self.expression('bool', depth - 1)}"
        made = f"{brackets[0]}{self.expression(element, depth)}{clauses}{brackets[1]}"
        del self.scope[mark:]
        self.inside -= 1
        return made

    def compints(self, depth):
        return self.comprehension(depth, "int")

    def compstrs(self, depth):
        return self.comprehension(depth, "str")


def words(text):
    """a|'<'|'b' -> a, <, 'b'"""
    parts = re.findall(r"(?:'[^']*'|[^|'])+|(?<=\|)(?=$)|^(?=\|)", text)
    return [part[1:-1] if part[0:1] == "'" and set(part) & set("<>|") else part for part in parts]
