# SPDX-License-Identifier: Apache-2.0
import traceback, sys
def level3(x):
    return 10 / x
def level2(x):
    try:
        return level3(x)
    except ZeroDivisionError as e:
        raise ValueError(f"bad x: {x}") from e
class Ctx:
    def __enter__(self):
        print("enter"); return self
    def __exit__(self, t, v, tb):
        print("exit", t and t.__name__, v, tb is not None)
        return False
def level1(x):
    with Ctx():
        return level2(x)
try:
    level1(0)
except ValueError as e:
    lines = traceback.format_exception(type(e), e, e.__traceback__)
    print("".join(l for l in lines if "^" not in l).count("Traceback"), e.__cause__.__class__.__name__)
    print([f.name for f in traceback.extract_tb(e.__traceback__)], [f.lineno for f in traceback.extract_tb(e.__traceback__)])
    print(traceback.format_exception_only(type(e), e), sys.exc_info()[0].__name__)
print(sys.exc_info())
class Chain(Exception):
    def __init__(self, msg, code=None):
        super().__init__(msg); self.code = code
    def __reduce__(self): return (Chain, (self.args[0], self.code))
def handler():
    try:
        try:
            raise KeyError("first")
        except KeyError:
            raise Chain("second", 42)
    except Chain as c:
        try:
            raise RuntimeError("third") from None
        except RuntimeError as r:
            return c, r
c, r = handler()
print(repr(c), c.code, repr(c.__context__), repr(r), r.__cause__, repr(r.__context__), r.__suppress_context__)
e = ValueError("x", 1); print(e.args, str(e), repr(e)); e.add_note("n1"); print(e.__notes__)

def gen():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closing"); raise
    finally:
        print("cleanup")
g = gen(); next(g); g.close()
def ret():
    for i in range(3):
        try:
            if i == 1: return i
        finally:
            print("f", i)
print(ret())
def swallow():
    try: raise ValueError
    finally: return "swallowed"
print(swallow())
def nested():
    try:
        try: 1 / 0
        finally: {}["missing"]
    except KeyError as k: return repr(k), repr(k.__context__)
print(nested())
try: assert 1 == 2, ("tuple", 1)
except AssertionError as a: print(a, a.args)
try: exec("x")
except (NotImplementedError, NameError) as x: print("exec")
for bad in ["1/0", "int('x')"]:
    pass
class E1(Exception): pass
class E2(E1): 
    def __str__(self): return "custom"
for exc in (E1(), E1("a"), E1("a", "b"), E2("zz"), KeyError("k"), OSError(2, "No such", "f.txt"), StopIteration(5), SystemExit(3), UnicodeDecodeError("utf-8", b"a\xff", 1, 2, "bad")):
    print(type(exc).__name__, "|", exc, "|", repr(exc))
def f(a, b=2, *args, c, d=4, **kw): pass
for call in (lambda: f(), lambda: f(1), lambda: f(1, 2, 3), lambda: f(1, c=1, a=2), lambda: f(1, c=3, **{"c": 4}), lambda: f(*5), lambda: f(**5), lambda: f(1, x=2)):
    try: call()
    except TypeError as t: print(t)
import warnings
warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("careful", DeprecationWarning); print(len(w), w[0].category.__name__, w[0].message)
print("before uncaught")
def boom(n):
    if n == 0: raise Chain("final", code=1)
    boom(n - 1)
try:
    boom(2)
except Chain as e:
    raise RuntimeError("outer") from e
