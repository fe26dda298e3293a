# SPDX-License-Identifier: Apache-2.0
"""Random statements. Every group catches what it raises, so that one error does not end its program; every loop has few
rounds, and what grows in a loop grows by literals."""

import grammar
from expressions import Expressions

ERRORS = ["ValueError", "TypeError", "KeyError", "IndexError", "ZeroDivisionError", "LookupError", "ArithmeticError", "AttributeError"]
RAISED = ["ValueError({s})", "KeyError({s})", "TypeError", "IndexError({s}, {i})", "RuntimeError()", "OSError({i}, {s})", "Exception({a})", "StopIteration({a})", "UnicodeError({s})", "AssertionError", "1 / 0", "{i}"]
MAX_DEPTH = 4


class Statements(Expressions):
    def __init__(self, random, optional=()):
        super().__init__(random)
        self.lines = []
        self.depth = 0
        self.loops = 0  # open around this place in the same function
        self.functions = []  # (name, how many parameters) of those that can be called here
        self.in_function = False
        self.returning = False  # a `return` here would end a function, not the program
        self.optional = optional  # parts of the language that are asked for by name: "class", "generator"

    def line(self, text):
        self.lines.append("    " * self.depth + text)

    def block(self, head, body):
        self.line(head)
        self.depth += 1
        before = len(self.lines)
        body()
        if len(self.lines) == before:
            self.line("pass")
        self.depth -= 1

    def size(self, kind):
        """How deep an expression may be here."""
        return 1 if self.loops and kind in ("str", "ints", "strs", "list", "rows", "bytes", "tuple", "int") else 3

    def value(self, kind):
        text = self.expression(kind, self.size(kind))
        if not self.loops:
            return text
        if kind == "int":
            return f"({text}) % 1000003"
        if kind in ("str", "bytes", "ints", "floats", "strs", "rows", "list", "tuple", "pairs"):
            return f"({text})[:12]"
        return text

    def new_variable(self, kind):
        known = self.variables(kind)
        if known and self.chance(0.3):
            return self.pick(known[-4:])
        name = self.fresh("v")
        self.scope.append((name, kind))
        return name

    # one statement each

    def assign(self):
        kind = self.pick(grammar.TYPES)
        value = self.value(kind)
        self.line(f"{self.new_variable(kind)}{self.pick(['', '', '', ': object'])} = {value}")

    def chain(self):
        kind = self.pick(["int", "str", "ints"])
        value = self.value(kind)
        targets = [self.new_variable(kind) for _ in range(2)]
        for name in self.variables("list")[-1:]:
            targets.append(f"{name}[{self.expression('index', 0)}]")
        self.line(" = ".join(targets + [value]))

    def unpack(self):
        form, kinds, value = self.pick([
            ("{0}, {1}", ["int", "int"], "{int}, {int}"), ("{0}, *{1}", ["int", "ints"], "{ints}"), ("{0}, {1}", ["int", "str"], "{pair}"),
            ("*{0}, {1}", ["strs", "str"], "{str}"), ("[{0}, ({1}, *{2})]", ["int", "int", "ints"], "[{int}, {ints}]"), ("{0}, {1}, {2}", ["str", "str", "str"], "{str}.partition({str})"),
            ("({0}, {1}), {2}", ["int", "str", "int"], "{pair}, {int}"), ("{0}, {1}", ["int", "int"], "divmod({int}, {int})"), ("{0}, *{1}, {2}", ["any", "list", "any"], "{list}"), ("{0}, {1}", ["str", "str"], "{dict}"),
        ])  # fmt: skip
        made = value
        for kind in ("ints", "int", "pair", "strs", "str", "list", "dict"):
            while "{" + kind + "}" in made:
                made = made.replace("{" + kind + "}", self.expression(kind, 1), 1)
        self.line(form.format(*[self.new_variable(kind) for kind in kinds]) + " = " + made)

    def augment(self):
        kind = self.pick(["int", "float", "str", "ints", "strs", "list", "set", "dict", "bytes"])
        for name in self.variables(kind)[-1:]:
            size = 0 if self.loops else 2
            operators = {"int": "+ - * // % & | ^ ** >>", "float": "+ - * / // %", "str": "+ *", "ints": "+ *", "strs": "+", "list": "+", "set": "| & - ^", "dict": "|", "bytes": "+"}
            operator = self.pick(operators[kind].split())
            other = "small" if operator in ("**", ">>") or operator == "*" and kind in ("str", "ints") else kind
            value = self.pick(grammar.LITERALS[other]) if self.loops else self.expression(other, size)
            self.line(f"{name} {operator}= {value}")
            if self.loops and kind == "int":
                self.line(f"{name} %= 1000003")
            elif self.loops and operator in "+*" and kind != "float":
                self.line(f"{name} = {name}[:20]")

    def change(self):
        """Changes a mutable variable in place."""
        kind = self.pick(grammar.MUTABLE)
        for name in self.variables(kind)[-1:]:
            element = grammar.ELEMENT.get(kind, "int" if kind == "dict" else "any")
            given = self.pick(grammar.LITERALS[element]) if self.loops and element != "any" else self.expression(element, 1)
            if kind in ("dict", "record"):
                key = self.pick(grammar.KEYS)
                forms = [f"{name}[{key}] = {given}", f"print({name}.pop({key}, None))", f"print({name}.setdefault({key}, {given}))", f"del {name}[{key}]", f"{name}.update({key[1:-1] or 'q'}={given})", f"print({name}.popitem())",
                         f"{name}.update({self.expression('dict', 1)})", f"{name}.clear()", f"{name}[{key}] += {given}", f"print(list({name}.items())[-2:])"]  # fmt: skip
            elif kind in ("set", "words"):
                forms = [f"{name}.{self.pick(['add', 'discard', 'remove'])}({given})", f"{name}.update([{given}])", f"{name} -= {{{given}}}", f"{name}.{self.pick(['intersection_update', 'difference_update'])}([{given}])"]
            else:
                index = self.expression("index", 0)
                forms = [f"{name}.append({given})", f"{name}.insert({index}, {given})", f"print({name}.pop())", f"print({name}.pop({index}))", f"{name}.remove({given})", f"{name}.reverse()", f"{name}.sort()", f"{name}.sort(key=str, reverse=True)",
                         f"{name}[{index}] = {given}", f"del {name}[{index}]", f"{name}[{self.slice(0)}] = [{given}]", f"del {name}[{self.slice(0)}]", f"{name}.extend([{given}, {given}])", f"{name}[{index}] += {given}", f"{name} += [{given}]", f"{name}.clear()"]  # fmt: skip
            self.line(self.pick(forms))

    def show(self):
        kind = self.pick(grammar.TYPES)
        self.line(f"show({self.expression(kind, 4 if not self.loops else 2)})")

    def several(self):
        """A print of more than one value: order of evaluation."""
        values = [self.expression("any", 2) for _ in range(2 + int(self.random.random() * 2))]
        self.line(f"print({', '.join(values)}{self.pick(['', '', ', sep=' + repr('|'), ', *' + self.expression('list', 1)])})")

    def delete(self):
        if self.scope and self.chance(0.3) and self.depth:
            self.line(f"del {self.pick(self.scope[-4:])[0]}")

    def branch(self):
        def body():
            self.body(2)

        self.block(f"if {self.expression('bool')}:", body)
        for _ in range(self.pick([0, 0, 1, 2])):
            self.block(f"elif {self.expression('bool')}:", body)
        if self.chance(0.5):
            self.block("else:", body)

    def loop_body(self):
        self.loops += 1
        self.body(3)
        self.loops -= 1

    def for_loop(self):
        if self.loops >= 2:
            return
        name, second = self.fresh("i"), self.fresh("j")
        head, kinds = self.pick([
            (f"{name} in range({self.pick('0134')})", ["int"]), (f"{name} in {self.expression('ints', 2)}[:4]", ["int"]), (f"{name} in {self.expression('str', 2)}[:4]", ["str"]), (f"{name}, {second} in {self.expression('pairs', 2)}[:4]", ["int", "str"]),
            (f"{name}, {second} in list({self.expression('dict', 2)}.items())[:3]", ["str", "int"]), (f"{name}, {second} in enumerate({self.expression('strs', 2)}[:3], {self.pick('012')})", ["int", "str"]), (f"{name} in sorted({self.expression('set', 1)})[:4]", ["int"]),
            (f"{name} in reversed({self.expression('ints', 1)}[:4])", ["int"]), (f"{name}, {second} in zip({self.expression('ints', 1)}[:3], {self.expression('str', 1)})", ["int", "str"]), (f"{name} in {self.expression('any', 1)}", ["any"]),
        ])  # fmt: skip
        if kinds == ["any"]:
            self.line(f"if isinstance(sized := {head.partition(' in ')[2]}, (list, tuple, str, dict, bytes)) and len(sized) < 8:")
            self.depth += 1
            head = f"{name} in sized"
        mark = len(self.scope)
        self.scope += [(variable, kind) for variable, kind in zip((name, second), kinds) if kind != "any"]
        self.block(f"for {head}:", self.loop_body)
        if self.chance(0.3):
            self.block("else:", lambda: self.body(1))
        if kinds == ["any"]:
            self.depth -= 1
        elif self.chance(0.7):
            del self.scope[mark : mark + len(kinds)]

    def while_loop(self):
        if self.loops >= 2:
            return
        name = self.fresh("n")
        self.line(f"{name} = {self.pick('0235')}")

        def body():
            self.line(f"{name} -= 1")
            self.loop_body()

        self.block(f"while {name} > 0{self.pick(['', ' and ' + self.expression('bool', 2)])}:", body)
        if self.chance(0.3):
            self.block("else:", lambda: self.body(1))

    def jump(self):
        if self.loops:
            word = self.pick(["break", "continue"])
            if self.chance(0.6):
                self.block(f"if {self.expression('bool', 2)}:", lambda: self.line(word))
            else:
                self.line(word)
        elif self.returning and self.depth > 1:
            value = self.expression(self.pick(["any", "int"]), 2)
            if self.chance(0.6):
                self.block(f"if {self.expression('bool', 2)}:", lambda: self.line(f"return {value}"))
            else:
                self.line(self.pick([f"return {value}", "return"]))

    def raise_statement(self):
        error = self.pick(RAISED).format(s=self.expression("str", 1), i=self.expression("int", 1), a=self.expression("any", 1))
        cause = self.pick(["", "", "", " from None", " from KeyError(1)", " from ValueError"])
        text = f"raise {error}{cause}"
        if self.chance(0.6):
            self.block(f"if {self.expression('bool', 2)}:", lambda: self.line(text))
        else:
            self.line(text)

    def assert_statement(self):
        self.line(f"assert {self.expression('bool', 2)}{self.pick(['', ', ' + self.expression('any', 1)])}")

    def try_statement(self):
        self.block("try:", lambda: self.body(3))
        handlers = 0
        for _ in range(self.pick([0, 1, 1, 2])):
            handlers += 1
            error = self.fresh("e")

            def body(error=error):
                if error:
                    self.line(self.pick([f"print(repr({error}))", f"print({error}.args)", f"report({error})"]))
                self.body(1)
                if self.chance(0.2):
                    self.line(self.pick(["raise", f"raise ValueError('again') from {error or 'None'}", "raise KeyError(2)"]))

            errors = self.pick(ERRORS) if self.chance(0.5) else f"({self.pick(ERRORS)}, {self.pick(ERRORS)})"
            if self.chance(0.2):
                error = ""
                self.block(f"except {errors}:", lambda: body(""))
            else:
                self.block(f"except {errors} as {error}:", body)
        if handlers and self.chance(0.2):
            self.block("except Exception:", lambda: self.body(1))
        if handlers and self.chance(0.3):
            self.block("else:", lambda: self.body(1))
        if not handlers or self.chance(0.4):
            self.block("finally:", lambda: self.body(1))

    def function(self):
        if self.depth > MAX_DEPTH - 2 or self.loops:
            return
        name = self.fresh("f")
        kinds = [self.pick(["int", "str", "ints", "any"]) for _ in range(self.pick([0, 1, 2, 3]))]
        names = [self.fresh("a") for _ in kinds]
        parts, optional = [], False
        for parameter, kind in zip(names, kinds):
            optional = optional or self.chance(0.3)
            parts.append(f"{parameter}={self.expression(kind, 1)}" if optional else parameter)
        if len(parts) > 1 and self.chance(0.15):
            parts.insert(1, "/")
        extra = self.pick(["", "", "*rest", "**others", "*rest, **others", "*, only=1", "*rest, only=None, **others"])
        if extra:
            parts.append(extra)
        if self.chance(0.1):
            self.line("@traced")
        outer = (self.scope[:], self.in_function, list(self.functions), self.returning)
        shared = [entry for entry in self.scope if entry[0].startswith("v")][-2:]

        def body():
            if self.chance(0.2) and shared and outer[1]:
                kept, kind = self.pick(shared)
                self.line(f"nonlocal {kept}")
                self.line(f"{kept} = {self.expression(kind, 1)}")
            elif not self.chance(0.4):
                # A variable of the function around may not be read before a local of the same name is bound.
                self.scope = [entry for entry in self.scope if entry[0] not in dict(outer[0])]
            self.scope += [(parameter, kind) for parameter, kind in zip(names, kinds) if kind != "any"]
            if "rest" in extra:
                self.scope.append(("rest", "tuple"))
            self.body(4)
            self.line(f"return {self.expression(self.pick(['int', 'any']), 2)}")

        self.in_function = self.returning = True
        self.block(f"def {name}({', '.join(parts)}):", body)
        self.scope, self.in_function, self.functions, self.returning = outer
        self.functions.append((name, len(names)))
        self.call(name, len(names))

    def call(self, name="", count=0):
        if not name:
            if not self.functions:
                return
            name, count = self.pick(self.functions[-3:])
        given = [self.expression("any" if self.chance(0.5) else "int", 2) for _ in range(max(0, count + self.pick([0, 0, 0, 0, 1, -1])))]
        given += self.pick([[], [], [], ["only=2"], [f"zz={self.expression('any', 1)}"], [f"*{self.expression('ints', 1)}[:2]"], ["**{'only': 3}"], [f"**{self.expression('dict', 0)}"]])
        call = f"{name}({', '.join(given)})"
        if self.chance(0.3):
            self.line(f"{self.new_variable('int')} = {call}")
        else:
            self.line(self.pick([f"show({call})", f"print({call}, {self.expression('int', 1)})"]))

    def lambda_value(self):
        name, parameter = self.fresh("g"), self.fresh("a")
        self.scope.append((parameter, "int"))
        self.inside += 1  # what a walrus binds in a lambda is the lambda's own
        body = self.expression(self.pick(["int", "str", "any"]), 2)
        self.inside -= 1
        self.scope.remove((parameter, "int"))
        self.line(f"{name} = lambda {parameter}{self.pick(['', '=1', ', *b', ', k=2'])}: {body}")
        self.functions.append((name, 1))
        self.call(name, 1)

    def recursion(self):
        name = self.fresh("r")
        mark = len(self.scope)
        self.scope += [("n", "int"), ("acc", "int")]

        def body():
            self.block("if n <= 0:", lambda: self.line(f"return {self.expression('int', 1)}"))
            self.line(f"return {self.pick(['n + {0}(n - 1, acc)', '[n, {0}(n - 1, acc * 2)]', '{0}(n - 1, acc + n)', 'str({0}(n - 1, n)) + str(n)'])}".format(name))

        self.block(f"def {name}(n, acc=0):", body)
        del self.scope[mark:]
        self.line(f"show({name}({self.pick('0135')}))")

    def generator(self):
        if "generator" not in self.optional or self.depth > 2 or self.loops:
            return self.show()
        name, item = self.fresh("y"), self.fresh("i")
        outer = self.scope[:]

        def body():
            def rounds():
                self.line(f"yield {item}, {self.expression('any', 1)}")
                self.jump()

            self.scope += [("a", "ints"), (item, "int")]
            self.loops += 1
            self.block(f"for {item} in a[:4]:", rounds)
            self.loops -= 1
            self.line(self.pick(["return 'end'", f"yield from {self.expression('strs', 1)}", "yield", f"got = yield {self.expression('int', 1)}\n{'    ' * self.depth}print('got', got)"]))

        before = self.in_function, self.returning
        self.in_function = self.returning = True
        self.block(f"def {name}(a):", body)
        self.scope, (self.in_function, self.returning) = outer, before
        self.line(self.pick([f"print(list({name}({self.expression('ints', 1)})))", f"print(next({name}({self.expression('ints', 1)}), 'none'))", f"print(*{name}({self.expression('ints', 1)}))",
                             f"print(sum(x for x in {self.expression('ints', 2)}), any(x > 1 for x in {self.expression('ints', 1)}))", f"print(max((len(s), s) for s in {self.expression('strs', 1)}))"]))  # fmt: skip

    def klass(self):
        if "class" not in self.optional or self.depth > 1 or self.loops:
            return self.show()
        name, base = self.fresh("K"), self.pick(["", "(Exception)", "(dict)", "(list)", ""] if self.chance(0.3) else ["", ""])
        outer, before = self.scope[:], self.in_function

        def method(head, kinds, result):
            def body():
                self.in_function = True
                self.scope = [("self.a", "int"), ("self.b", "list")] + kinds
                self.body(1)
                self.line(result.format(self.expression(self.pick(["int", "any"]), 1)))

            self.block(head, body)
            self.scope, self.in_function = outer[:], before

        def body():
            self.line(f"common = {self.expression('int', 1)}")
            self.block("def __init__(self, a=1, b=None):", lambda: (self.line("self.a = a"), self.line("self.b = [] if b is None else b")))
            method("def act(self, x=0):", [("x", "int")], "return {}")
            if self.chance(0.5):
                self.line("def __repr__(self):")
                self.line(f"    return f'{name}({{self.a!r}}, {{self.b}})'")
            if self.chance(0.4):
                self.line("def __eq__(self, other):\n" + "    " * (self.depth + 1) + f"return isinstance(other, {name}) and self.a == other.a")
            if self.chance(0.4):
                self.line("def __add__(self, other):\n" + "    " * (self.depth + 1) + f"return {name}(self.a + (other.a if isinstance(other, {name}) else other), self.b)")
            if self.chance(0.3):
                self.line("def __lt__(self, other):\n" + "    " * (self.depth + 1) + "return self.a < other.a")
            if self.chance(0.3):
                self.line("@property\n" + "    " * self.depth + "def twice(self):\n" + "    " * (self.depth + 1) + "return self.a * 2")

        self.block(f"class {name}{base}:", body)
        made = self.fresh("o")
        self.line(f"{made} = {name}({self.expression('int', 1)}, {self.expression('list', 1)})")
        for _ in range(3):
            self.line(self.pick([f"show({made}.act({self.expression('int', 1)}))", f"print({made}.a, {made}.b, {made}.common)", f"print(({made} + {self.expression('int', 0)}).a)", f"print({made} == {name}({self.expression('int', 0)}))", f"print(sorted([{made}, {name}(0)])[0].a)",
                                 f"{made}.a += {self.expression('int', 0)}", f"print({made}.twice)", f"print(repr({name}.common), isinstance({made}, {name}))", f"print(repr({made}) if '__repr__' in dir({name}) and hasattr({name}, 'act') and False else {made}.act())", f"del {made}.a", f"{made}.nope"]))  # fmt: skip

    KINDS = [
        (assign, 16), (show, 14), (several, 8), (chain, 2), (unpack, 5), (augment, 8), (change, 10), (branch, 6), (for_loop, 7), (while_loop, 3), (jump, 5), (raise_statement, 2),
        (assert_statement, 2), (try_statement, 6), (function, 6), (call, 4), (lambda_value, 3), (recursion, 1), (delete, 2), (generator, 2), (klass, 3),
    ]  # fmt: skip
    SIMPLE = (assign, show, several, chain, unpack, augment, change, jump, raise_statement, assert_statement, call, delete)
    BAG = [method for method, weight in KINDS for _ in range(weight)]

    def body(self, most):
        mark = len(self.scope)
        for _ in range(1 + int(self.random.random() * most)):
            method = self.pick(self.BAG)
            if self.depth >= MAX_DEPTH and method not in self.SIMPLE:
                method = self.pick(self.SIMPLE)
            before = len(self.lines)
            method(self)
            if self.fleeting and self.chance(0.3):
                made = "\n".join(self.lines[before:])
                self.scope += [entry for entry in self.fleeting if f"({entry[0]} :=" in made]
            self.fleeting = []
        if self.depth > 2 and self.chance(0.9):  # what may not be bound afterwards is mostly not used
            del self.scope[mark:]

    def group(self):
        """Some statements that print, and what they raised, with its lines."""
        start, mark = len(self.lines), len(self.scope)
        shown = self.scope[-8:]

        def body():
            self.body(2)
            fresh = [name for name, kind in self.scope[mark:] if name[0] == "v"][-2:]
            for name in fresh + ([self.pick(shown)[0]] if shown else []):
                self.line(f"show({name})")

        self.block("try:", body)
        # Mostly bound before, whatever happens.
        first = ["    " * self.depth + f"{name} = {self.pick(grammar.LITERALS[kind])}" for name, kind in self.scope[mark:] if name[0] == "v" and kind != "any" and self.chance(0.85)]
        self.lines[start:start] = first
        self.block("except Exception as error:", lambda: self.line("report(error)"))
