# SPDX-License-Identifier: Apache-2.0
import sys, io, json, csv, os, re, copy, functools, inspect, types, typing, enum, abc, datetime as dt, decimal, fractions, statistics, time, random, string, hashlib, base64, struct, itertools, collections, operator, contextlib
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError
from typing import *

@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    tag: str = field(default="", compare=False)
    def __post_init__(self):
        if self.major < 0: raise ValueError("bad")
@dataclass
class Team:
    name: str
    members: List[str] = field(default_factory=list)
    scores: Dict[str, int] = field(default_factory=dict, repr=False)
    total: int = field(init=False, default=0)
    def __post_init__(self): self.total = sum(self.scores.values())
v = Version(1, 2, "x")
print(v, v < Version(1, 3), v == Version(1, 2, "y"), hash(v) == hash(Version(1, 2)), sorted([Version(2), v, Version(1)]), replace(v, minor=9), asdict(v), astuple(v), [f.name for f in fields(v)])
try: v.major = 5
except FrozenInstanceError as e: print(type(e).__name__, e)
t = Team("red", ["a"], {"x": 2, "y": 3}); print(t, t.total, Team("b") == Team("b"), t.members is Team("z").members)
try: Team()
except TypeError as e: print(e)

class Color(enum.Enum):
    RED = 1; GREEN = "g"; CRIMSON = 1
    def describe(self): return f"{self.name}:{self.value}"
    @classmethod
    def default(cls): return cls.GREEN
class Perm(enum.Flag): R = 4; W = 2; X = 1
class Level(enum.IntEnum): LOW = 1; HIGH = 10
print(Color.RED, repr(Color.RED), Color("g"), Color["RED"], Color.CRIMSON is Color.RED, list(Color), Color.default().describe(), len(Color), Color.RED in Color, Perm.R | Perm.W, Perm(5), Perm.R in Perm(6), Level.HIGH > 5, Level(1) + 1, sorted(Level), f"{Level.LOW} {Color.RED}", Color.__members__)
try: Color(99)
except ValueError as e: print(e)

class Meta:
    registry = {}
    def __init_subclass__(cls, /, key=None, **kw): super().__init_subclass__(**kw); Meta.registry[key or cls.__name__] = cls
class A(Meta, key="a"): pass
class B(A): pass
print(Meta.registry)
class Desc:
    def __set_name__(self, o, n): self.n = "_" + n
    def __get__(self, i, o): return self if i is None else getattr(i, self.n, "unset")
    def __set__(self, i, v):
        if not isinstance(v, int): raise TypeError(f"{self.n[1:]} must be int")
        setattr(i, self.n, v)
    def __delete__(self, i): delattr(i, self.n)
class P:
    x = Desc(); y = Desc()
    def __init__(self, x): self.x = x
    def __getattr__(self, name): return f"<{name}>"
    def __getitem__(self, k): return k
    def __contains__(self, k): return k == "yes"
    def __bool__(self): return False
    def __format__(self, spec): return f"P[{spec}]"
    def __call__(self, *a, **k): return a, k
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __iter__(self): return iter([1, 2])
    def __reversed__(self): return iter([2, 1])
    def __len__(self): return 7
    def __index__(self): return 3
    def __int__(self): return 4
    def __float__(self): return 4.5
    def __complex__(self): return 1j
    def __round__(self, n=None): return ("r", n)
    def __neg__(self): return "neg"
    def __invert__(self): return "inv"
    def __divmod__(self, o): return "dm"
    def __rsub__(self, o): return ("rsub", o)
    def __iadd__(self, o): self.x += o; return self
    def __matmul__(self, o): return "mm"
    def __dir__(self): return ["b", "a"]
    def __sizeof__(self): return 1
p = P(5)
print(p.x, p.y, p.zzz, p[1:2], p[1, ...], "yes" in p, bool(p), f"{p:abc}", p(1, k=2), list(p), list(reversed(p)), len(p), [0, 1, 2, 3][p], int(p), float(p), complex(p), round(p), round(p, 2), -p, ~p, divmod(p, 1), 5 - p, p @ 1, dir(p), hex(p), "abcdef"[p:], range(p))
p += 10; print(p.x); del p.x; print(p.x)
try: p.x = "s"
except TypeError as e: print(e)
with p: raise ValueError

def deco(arg=None, **opts):
    def outer(fn):
        @functools.wraps(fn)
        def inner(*a, **k):
            print("before", opts, fn.__name__); r = fn(*a, **k); print("after", r); return r
        return inner
    return outer(arg) if callable(arg) else outer
@deco
def f1(x: int = 1) -> int:
    "doc f1"
    return x
@deco("tag", level=3)
def f2(*args): return args
f1(2); f2(1, 2); print(f1.__name__, f1.__doc__, f1.__annotations__, inspect.signature(f1))
class Counter2:
    def __init__(self, fn): functools.update_wrapper(self, fn); self.fn = fn; self.n = 0
    def __call__(self, *a): self.n += 1; return self.fn(*a)
@Counter2
def hi(n): "d"; return "hi " + n
hi("a"); hi("b"); print(hi.n, hi.__name__)
class Temp:
    _all = []
    def __new__(cls, *a):
        o = super().__new__(cls); cls._all.append(o); return o
    def __init__(self, c): self._c = c
    @property
    def f(self): return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
    @f.deleter
    def f(self): print("del f")
    @staticmethod
    def s(x): return x
    @classmethod
    def make(cls, f): o = cls(0); o.f = f; return o
t = Temp.make(212); print(t._c, t.f, Temp.s(3), len(Temp._all)); del t.f
class Base:
    def __init__(self, **kw): print("Base", kw)
    def who(self): return "base"
class M1(Base):
    def __init__(self, a=1, **kw): super().__init__(**kw); self.a = a
    def who(self): return "m1>" + super().who()
class M2(Base):
    def __init__(self, b=2, **kw): super().__init__(**kw); self.b = b
    def who(self): return "m2>" + super().who()
class D(M1, M2):
    def who(self): return "d>" + super().who()
d = D(a=5, b=6, c=7); print(d.who(), [c.__name__ for c in D.__mro__], d.a, d.b)
