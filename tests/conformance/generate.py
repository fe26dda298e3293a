# SPDX-License-Identifier: Apache-2.0
"""Writes a random Python script, the same for the same seed: python3 tests/conformance/generate.py SEED

Every statement prints what it makes of values and catches what it raises, so a script is a list of some hundred findings.
It stays inside what the scripts of the families use: no sets in order, no addresses, no time, small powers and repetitions.
"""

import random
import sys

INTS = ["0", "1", "-1", "2", "7", "-13", "10", "255", "1000", "2147483647", "-2147483648", "9223372036854775807", "10 ** 20"]
FLOATS = ["0.0", "-0.0", "0.5", "1.5", "-2.75", "0.1", "3.14159", "1e16", "1e-5", "123456.789", "1e22", "2.675", "100.0"]
TEXTS = ["''", "'a'", "'abc'", "'Hello World'", "' padded '", "'a,b,,c'", "'42'", "'-7'", "'1.5'", "'héllo'", "'日本語'", "'it\\'s'"]
TEXTS += ["'say \"hi\"'", "'tab\\tend'", "'line\\nline'", "'{}'", "'100%'", "'aXbXc'", "'true'", "'null'", "'10.0.0.1'", "'😀x'"]
SINGLES = ["None", "True", "False"]
KEYS = ["'a'", "'b'", "'key'", "1", "None", "(1, 2)"]
INT_SPECS = ["", "d", "5", "<6", ">6", "^7", "05", "+", ",", "x", "#x", "b", "o", "e", ".2f", "%", "_", "*^9", "=+6"]
FLOAT_SPECS = ["", "8", "<9", ">9", "^9", "08.2f", ".0f", ".1f", ".3f", "e", ".2e", "g", ".3g", "%", ".1%", ",.2f", "+.1f", "=+9"]
TEXT_SPECS = ["", "s", "8", "<8", ">8", "^9", ".2", "*^8", "8.1", "_<6s"]
KINDS = ("int", "float", "str", "bool", "list", "dict", "tuple")


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.names = {kind: [] for kind in KINDS}
        self.count = 0

    def pick(self, items):
        return self.random.choice(items)

    def chance(self, part):
        return self.random.random() < part

    # expressions, by kind

    def make(self, kind, depth):
        if self.names[kind] and self.chance(0.3):
            return self.pick(self.names[kind])
        return getattr(self, "_" + kind)(depth - 1)

    def any(self, depth):
        return self.make(self.pick(KINDS), depth)

    def _int(self, depth):
        if depth <= 0:
            return self.pick(INTS)
        i = lambda: self.make("int", depth)  # noqa: E731
        forms = [
            lambda: f"({i()} {self.pick('+ - * // % & | ^'.split())} {i()})",
            lambda: f"({i()} {self.pick('+ - * // %'.split())} {self.make('bool', depth)})",
            lambda: f"({i()} % 7) ** {self.pick('0123')}",
            lambda: f"({i()} {self.pick(['<<', '>>'])} {self.pick('0138')})",
            lambda: f"{self.pick(['-', '~', '+'])}({i()})",
            lambda: f"abs({i()})",
            lambda: f"len({self.make(self.pick(['str', 'list', 'dict', 'tuple']), depth)})",
            lambda: f"{self.make('str', depth)}.{self.pick(['find', 'count', 'rfind', 'index'])}({self.make('str', depth)})",
            lambda: f"{self.make('list', depth)}.{self.pick(['count', 'index'])}({self.any(depth)})",
            lambda: f"int({self.make(self.pick(['str', 'float', 'bool']), depth)})",
            lambda: f"round({self.make('float', depth)})",
            lambda: f"{self.pick(['min', 'max'])}({i()}, {i()})",
            lambda: f"sum({self.ints(depth)})",
            lambda: f"divmod({i()}, {i()})[{self.pick('01')}]",
            lambda: f"({i()} if {self.make('bool', depth)} else {i()})",
        ]
        return self.pick(forms)()

    def ints(self, depth):
        return "[" + ", ".join(self.make("int", depth) for _ in range(self.random.randint(0, 4))) + "]"

    def _float(self, depth):
        if depth <= 0:
            return self.pick(FLOATS)
        f = lambda: self.make(self.pick(["float", "float", "int"]), depth)  # noqa: E731
        forms = [
            lambda: f"({f()} {self.pick('+ - * / // %'.split())} {f()})",
            lambda: f"float({self.make(self.pick(['str', 'int', 'bool']), depth)})",
            lambda: f"round({self.make('float', depth)}, {self.pick(['0', '1', '2', '-1'])})",
            lambda: f"abs({self.make('float', depth)})",
            lambda: f"({self.make('int', depth)} / {self.make('int', depth)})",
            lambda: f"-({self.make('float', depth)})",
        ]
        return self.pick(forms)()

    def _str(self, depth):
        if depth <= 0:
            return self.pick(TEXTS)
        s = lambda: self.make("str", depth)  # noqa: E731
        plain = "upper lower title capitalize swapcase strip lstrip rstrip casefold".split()
        forms = [
            lambda: f"({s()} + {s()})",
            lambda: f"({s()} * {self.pick(['0', '1', '2', '-1', 'True'])})",
            lambda: f"{s()}.{self.pick(plain)}()",
            lambda: f"{s()}.{self.pick(['strip', 'lstrip', 'rstrip', 'removeprefix', 'removesuffix'])}({s()})",
            lambda: f"{s()}.replace({s()}, {s()})",
            lambda: f"{s()}.{self.pick(['center', 'ljust', 'rjust', 'zfill'])}({self.pick('0379')})",
            lambda: f"{s()}[{self.slice()}]",
            lambda: f"{s()}[{self.pick(['0', '-1', '2', '99'])}]",
            lambda: f"str({self.any(depth)})",
            lambda: f"repr({self.any(depth)})",
            lambda: f"{s()}.join({self.texts(depth)})",
            lambda: f"format({self.make('int', depth)}, {self.pick(INT_SPECS)!r})",
            lambda: f"format({self.make('float', depth)}, {self.pick(FLOAT_SPECS)!r})",
            lambda: f"format({s()}, {self.pick(TEXT_SPECS)!r})",
            lambda: f"'%s|%r' % ({self.any(depth)}, {self.any(depth)})",
            lambda: f"'%{self.pick(['d', '5d', '-6d|', '05d', '+d', 'x', 's'])}' % {self.make('int', depth)}",
            lambda: f"'%{self.pick(['f', '.2f', '8.1f', 'e', 'g', 's'])}' % {self.make('float', depth)}",
            lambda: f"'{{}}-{{!r:>6}}'.format({self.any(depth)}, {s()})",
            lambda: f"json.dumps({self.make(self.pick(['str', 'list', 'dict', 'float', 'int']), depth)})",
            lambda: self.field(),
        ]
        return self.pick(forms)()

    def field(self):
        """An f-string over names that exist."""
        known = [(kind, name) for kind in ("int", "float", "str") for name in self.names[kind]]
        if not known:
            return "f'{1 + 1}'"
        kind, name = self.pick(known)
        spec = self.pick({"int": INT_SPECS, "float": FLOAT_SPECS, "str": TEXT_SPECS}[kind])
        return f"f'<{{{name}:{spec}}}|{{{name}!r}}>'"

    def texts(self, depth):
        return "[" + ", ".join(self.make("str", depth) for _ in range(self.random.randint(0, 3))) + "]"

    def slice(self):
        part = lambda: self.pick(["", "0", "1", "2", "-1", "-2", "5", "100"])  # noqa: E731
        step = self.pick(["", "", ":1", ":2", ":-1", ":-2"])
        return f"{part()}:{part()}{step}"

    def _bool(self, depth):
        if depth <= 0:
            return self.pick(["True", "False"])
        kind = self.pick(["int", "float", "str", "list", "tuple"])
        forms = [
            lambda: f"({self.make(kind, depth)} {self.pick('== != < <= > >='.split())} {self.make(kind, depth)})",
            lambda: f"({self.any(depth)} {self.pick(['==', '!='])} {self.any(depth)})",
            lambda: f"({self.make('int', depth)} < {self.make('float', depth)} <= {self.make('int', depth)})",
            lambda: f"({self.make('str', depth)} {self.pick(['in', 'not in'])} {self.make('str', depth)})",
            lambda: f"({self.any(depth)} {self.pick(['in', 'not in'])} {self.make(self.pick(['list', 'tuple']), depth)})",
            lambda: f"(not {self.any(depth)})",
            lambda: f"bool({self.any(depth)})",
            lambda: f"({self.make('bool', depth)} {self.pick(['and', 'or'])} {self.make('bool', depth)})",
            lambda: f"isinstance({self.any(depth)}, {self.pick(['int', 'str', '(list, dict)', 'bool', 'float'])})",
            lambda: f"{self.make('str', depth)}.{self.pick(['isdigit', 'isalpha', 'isupper', 'isspace', 'isalnum'])}()",
            lambda: f"{self.make('str', depth)}.{self.pick(['startswith', 'endswith'])}({self.make('str', depth)})",
            lambda: f"{self.pick(['any', 'all'])}({self.make('list', depth)})",
        ]
        return self.pick(forms)()

    def _list(self, depth):
        if depth <= 0:
            return "[" + ", ".join(self.pick(INTS + TEXTS + FLOATS + SINGLES) for _ in range(self.random.randint(0, 3))) + "]"
        l = lambda: self.make("list", depth)  # noqa: E731,E741
        forms = [
            lambda: "[" + ", ".join(self.any(depth) for _ in range(self.random.randint(0, 4))) + "]",
            lambda: f"({l()} + {l()})",
            lambda: f"({l()} * {self.pick('012')})",
            lambda: f"{l()}[{self.slice()}]",
            lambda: f"sorted({self.pick([self.ints, self.texts])(depth)}, reverse={self.make('bool', 0)})",
            lambda: f"sorted({l()})",
            lambda: f"{self.make('str', depth)}.split({self.pick(['', repr(','), repr('X'), repr(' '), 'None, 1'])})",
            lambda: f"list({self.make(self.pick(['str', 'dict', 'tuple']), depth)})",
            lambda: f"list({self.make('dict', depth)}.{self.pick(['items', 'values', 'keys'])}())",
            lambda: f"list(range({self.pick(['3', '1, 8, 3', '5, 0, -2', '0'])}))",
            lambda: f"[x for x in {l()} if x]",
            lambda: f"[str(x) for x in {l()}]",
            lambda: f"[(i, x) for i, x in enumerate({l()})]",
            lambda: f"[a for a, b in zip({l()}, {self.make('str', depth)})]",
            lambda: f"[x * 2 for x in {self.ints(depth)} if x % 2 == 0]",
            lambda: f"json.loads(json.dumps({l()}))",
            lambda: f"[*{l()}, *{self.make('tuple', depth)}]",
        ]
        return self.pick(forms)()

    def _tuple(self, depth):
        items = [self.any(depth) if depth > 0 else self.pick(INTS + TEXTS) for _ in range(self.random.randint(0, 3))]
        if depth > 0 and self.chance(0.3):
            return f"tuple({self.make('list', depth)})"
        return "(" + "".join(item + ", " for item in items) + ")"

    def _dict(self, depth):
        value = lambda: self.any(depth) if depth > 0 else self.pick(INTS + TEXTS)  # noqa: E731
        if depth > 0 and self.chance(0.4):
            forms = [
                lambda: f"{{**{self.make('dict', depth)}, {self.pick(KEYS)}: {value()}}}",
                lambda: f"dict(zip({self.texts(depth)}, {self.make('list', depth)}))",
                lambda: f"{{str(k): v for k, v in {self.make('dict', depth)}.items()}}",
                lambda: f"{{x: i for i, x in enumerate({self.texts(depth)})}}",
            ]
            return self.pick(forms)()
        return "{" + ", ".join(f"{self.pick(KEYS)}: {value()}" for _ in range(self.random.randint(0, 3))) + "}"

    # statements

    def guarded(self, *lines):
        self.lines.append("try:")
        self.lines += ["    " + line for line in lines]
        self.lines += ["except Exception as error:", "    print(type(error).__name__, error)"]

    def assignment(self):
        kind = self.pick(KINDS)
        name = f"v{self.count}"
        self.count += 1
        self.lines.append(f"{name} = {getattr(self, '_' + kind)(0)}")
        self.guarded(f"{name} = {self.make(kind, 3)}")
        self.lines.append(f"print({name!r}, repr({name}))")
        self.names[kind].append(name)

    def mutation(self):
        choices = []
        for name in self.names["list"]:
            call = self.pick(["append({a})", "extend({l})", "insert({i}, {a})", "pop()", "pop({i})", "remove({a})", "reverse()", "sort()"])
            given = {"a": self.any(2), "l": self.make("list", 2), "i": self.pick(["0", "-1", "2", "50"])}
            choices.append((name, f"print({name}.{call.format(**given)})"))
            choices.append((name, f"{name}[{self.slice()}] = {self.make('list', 1)}"))
            choices.append((name, f"{name}[{self.pick(['0', '-1', '1'])}] = {self.any(2)}"))
        for name in self.names["dict"]:
            key = self.pick(KEYS)
            choices.append((name, f"{name}[{key}] = {self.any(2)}"))
            choices.append((name, f"print({name}.{self.pick(['get', 'pop', 'setdefault'])}({key}, {self.any(2)}))"))
            choices.append((name, f"print({name}[{key}])"))
            choices.append((name, f"del {name}[{key}]"))
            choices.append((name, f"{name}.update({self.make('dict', 2)})"))
        for name in self.names["int"] + self.names["str"]:
            choices.append((name, f"print({name} + {self.any(1)})"))
        if not choices:
            return
        name, line = self.pick(choices)
        # A copy, so that no list comes to hold itself and no statement grows what a later one walks.
        self.guarded(f"kept, {name} = {name}, {name}[:] if isinstance({name}, (list, str)) else {name}", line, f"print({name})")

    def function(self):
        name = f"f{self.count}"
        self.count += 1
        self.lines += [
            "",
            "",
            f"def {name}(a, b={self.any(1)}, *rest, c={self.any(1)}, **others):",
            "    total = []",
            "    for item in [a, b, *rest]:",
            f"        if {self.pick(['item', 'not item', 'item == a', 'isinstance(item, str)', 'item is not None'])}:",
            f"            {self.pick(['continue', 'total.append(item)', 'total.insert(0, c)', 'break', 'total = total + [len(rest)]'])}",
            "        total.append(str(item))",
            "    else:",
            "        total.append('else')",
            f"    return total, {self.pick(['others', 'c', 'rest', 'b', 'sorted(others)'])}",
            "",
            "",
        ]
        for _ in range(3):
            given = [self.any(2) for _ in range(self.random.randint(0, 4))]
            given += self.pick([[], [f"c={self.any(1)}"], [f"d={self.any(1)}"], [f"*{self.make('list', 1)}"], ["a=1"]])
            self.guarded(f"print({name}({', '.join(given)}))")

    def branches(self):
        self.guarded(
            f"for x in {self.make('list', 2)}:",
            f"    if {self.make('bool', 2)}:",
            f"        print('first', x, {self.any(2)})",
            f"    elif x {self.pick(['==', '!=', 'in', 'is not'])} {self.pick(['None', '[1, None]'])}:",
            "        continue",
            "    else:",
            f"        print('last', {self.make('str', 2)})",
        )

    def finally_block(self):
        self.guarded(
            "try:",
            f"    print({self.any(3)})",
            f"except ({self.pick(['ValueError, TypeError', 'KeyError, IndexError', 'ZeroDivisionError, ValueError'])}) as problem:",
            "    print('handled', repr(problem))",
            "finally:",
            f"    print('finally', {self.make('int', 1)})",
        )

    def script(self, statements=60):
        self.lines = ["# SPDX-License-Identifier: Apache-2.0", "import json", ""]
        for _ in range(6):
            self.assignment()
        for _ in range(statements):
            kind = self.random.random()
            if kind < 0.4:
                self.guarded(f"print(repr({self.any(4)}))")
            elif kind < 0.55:
                self.assignment()
            elif kind < 0.75:
                self.mutation()
            elif kind < 0.82:
                self.function()
            elif kind < 0.91:
                self.branches()
            else:
                self.finally_block()
        return "\n".join(self.lines) + "\n"


def script(seed):
    return Writer(seed).script()


if __name__ == "__main__":
    print(script(int(sys.argv[1])), end="")
