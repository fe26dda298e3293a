# SPDX-License-Identifier: Apache-2.0
import re
from dataclasses import dataclass, field
from typing import NamedTuple, Union, Any


class Token(NamedTuple):
    type: str
    value: str
    line: int
    column: int


KEYWORDS = {"IF", "THEN", "ENDIF", "FOR", "NEXT", "GOSUB", "RETURN"}
SPEC = [("NUMBER", r"\d+(\.\d*)?"), ("ASSIGN", r":="), ("END", r";"), ("ID", r"[A-Za-z_]\w*"), ("OP", r"[+\-*/()^]"),
        ("NEWLINE", r"\n"), ("SKIP", r"[ \t]+"), ("STRING", r'"(?:\\.|[^"\\])*"'), ("MISMATCH", r".")]
REGEX = re.compile("|".join(f"(?P<{n}>{p})" for n, p in SPEC))


def tokenize(code):
    line, start = 1, 0
    for mo in REGEX.finditer(code):
        kind, value, column = mo.lastgroup, mo.group(), mo.start() - start
        if kind == "NUMBER":
            value = float(value) if "." in value else int(value)
        elif kind == "ID" and value in KEYWORDS:
            kind = value
        elif kind == "NEWLINE":
            start, line = mo.end(), line + 1
            continue
        elif kind == "SKIP":
            continue
        elif kind == "MISMATCH":
            raise RuntimeError(f"{value!r} unexpected on line {line}")
        yield Token(kind, value, line, column)


for t in tokenize('''IF quantity THEN
  total := total + price * 3.5;
  s := "a\\"b";
ENDIF'''):
    print(t)
try:
    list(tokenize("a ? b"))
except RuntimeError as e:
    print("error:", e)


@dataclass
class Num:
    value: float
    def eval(self, env): return self.value


@dataclass
class Var:
    name: str
    def eval(self, env):
        try: return env[self.name]
        except KeyError: raise NameError(f"undefined: {self.name}") from None


@dataclass
class Bin:
    op: str
    left: Any
    right: Any
    OPS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "^": pow}
    def eval(self, env): return self.OPS[self.op](self.left.eval(env), self.right.eval(env))


@dataclass
class Neg:
    operand: Any
    def eval(self, env): return -self.operand.eval(env)


class Parser:
    PRECEDENCE = {"+": (1, "L"), "-": (1, "L"), "*": (2, "L"), "/": (2, "L"), "^": (4, "R")}

    def __init__(self, text):
        self.tokens = list(tokenize(text))
        self.pos = 0

    @property
    def current(self):
        return self.tokens[self.pos] if self.pos < len(self.tokens) else None

    def advance(self):
        token = self.current
        self.pos += 1
        return token

    def expect(self, value):
        t = self.advance()
        if t is None or t.value != value:
            raise SyntaxError(f"expected {value!r}, got {t.value if t else 'end'!r}")

    def parse(self):
        node = self.expr(0)
        if self.current is not None:
            raise SyntaxError(f"unexpected {self.current.value!r} at column {self.current.column}")
        return node

    def expr(self, min_prec):
        left = self.atom()
        while (t := self.current) is not None and t.value in self.PRECEDENCE:
            prec, assoc = self.PRECEDENCE[t.value]
            if prec < min_prec:
                break
            self.advance()
            left = Bin(t.value, left, self.expr(prec + 1 if assoc == "L" else prec))
        return left

    def atom(self):
        t = self.advance()
        if t is None:
            raise SyntaxError("unexpected end")
        if t.type == "NUMBER": return Num(t.value)
        if t.type == "ID": return Var(t.value)
        if t.value == "-": return Neg(self.expr(3))
        if t.value == "(":
            node = self.expr(0)
            self.expect(")")
            return node
        raise SyntaxError(f"unexpected {t.value!r}")


env = {"x": 3, "y": 4}
for source in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-x ^ 2", "x / (y - 4)", "x + z", "1 +", "(1", "1 2", "10 / 4 - 1", "2 * (3 + 4) * 5 - -1"]:
    try:
        tree = Parser(source).parse()
        print(f"{source:<22} = {tree.eval(env)!r:>8}  {tree}")
    except (SyntaxError, NameError, ZeroDivisionError) as e:
        print(f"{source:<22} ! {type(e).__name__}: {e}")
print(Bin("+", Num(1), Var("x")) == Bin("+", Num(1), Var("x")), Num(1) == Num(1.0), Num(1) != Num(2))
print(re.sub(r"(\w+)@(\w+)\.com", lambda m: f"{m[2]}<{m.group(1).upper()}>", "joe@site.com, ann@corp.com"))
print(re.split(r"\s*[,;]\s*", "a , b;c ;d"), re.findall(r"(\w)(\d)?", "a1 b c3"), re.match(r"(?P<y>\d{4})-(?P<m>\d\d)", "2024-05-06").groupdict())
print(re.compile(r"""
    (\d+)   # number
    \s*
    ([a-z]+) # unit
""", re.X | re.I).fullmatch("12 KG").groups())
