# SPDX-License-Identifier: Apache-2.0
import traceback, sys, logging


class AppError(Exception):
    """Base."""
    code = 1
    def __init__(self, message, **details):
        super().__init__(message)
        self.details = details
    def __str__(self):
        base = super().__str__()
        return f"{base} ({', '.join(f'{k}={v!r}' for k, v in sorted(self.details.items()))})" if self.details else base


class NotFound(AppError, KeyError):
    code = 404


class Retry(AppError): pass


def find(key, table):
    try:
        return table[key]
    except KeyError as e:
        raise NotFound("missing", key=key) from e


def outer(key):
    try:
        find(key, {"a": 1})
    except NotFound:
        raise Retry("again")


for key in "ab":
    try:
        print(outer(key))
    except AppError as e:
        print(type(e).__name__, e, e.code, repr(e), e.__cause__, repr(e.__context__), e.__suppress_context__)
        print(isinstance(e.__context__, KeyError), e.__context__.__cause__)
try:
    outer("b")
except Retry:
    text = traceback.format_exc()
    print("\n".join(l for l in text.splitlines() if not l.strip().startswith(("^", "~")) and "File" not in l))


def retry(times, exceptions=(Exception,), on_error=None):
    def deco(fn):
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return fn(*args, **kwargs)
                except exceptions as e:
                    if on_error: on_error(attempt, e)
                    last = e
            raise RuntimeError(f"{fn.__name__} failed after {times} attempts") from last
        return wrapper
    return deco


calls = 0
@retry(3, (ValueError,), on_error=lambda n, e: print("attempt", n, e))
def flaky(limit):
    global calls
    calls += 1
    if calls < limit:
        raise ValueError(f"call {calls}")
    return "done"


print(flaky(3))
try:
    flaky(100)
except RuntimeError as e:
    print(e, "<-", e.__cause__)


def order():
    try:
        try:
            return "try"
        finally:
            print("inner finally")
            raise ValueError("from finally")
    except ValueError as e:
        print("caught", e)
        return "except"
    else:
        print("else")
    finally:
        print("outer finally")


print(order())
for i in range(3):
    try:
        if i == 1: continue
        if i == 2: break
        print("body", i)
    except Exception: pass
    else: print("else", i)
    finally: print("finally", i)

tests = [lambda: [][1], lambda: {}["k"], lambda: int("x"), lambda: None.x, lambda: 1 / 0, lambda: "a" + 1, lambda: undefined, lambda: [1, 2]["x"] if False else (1)[0], lambda: len(3), lambda: "abc".index("z"), lambda: float("1,5"), lambda: (lambda x: x)(), lambda: (lambda x: x)(1, 2), lambda: next(iter([])), lambda: [1].remove(2), lambda: {1: 2}.pop(3), lambda: "%d" % "x", lambda: "{} {}".format(1), lambda: "{a}".format(b=1), lambda: open("/nonexistent"), lambda: bytes([256]), lambda: chr(-1), lambda: [].pop(), lambda: set().pop(), lambda: tuple()[0], lambda: "a" < 1, lambda: sum(["a"]), lambda: max([]), lambda: range(0, 1, 0), lambda: int("9" * 5000), lambda: 2.0 ** 10000, lambda: math, lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: [*1], lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: print(**{"a": 1}), lambda: object().foo, lambda: type("X", (), {})().bar, lambda: __import__("nope"), lambda: setattr(1, "x", 2), lambda: iter(5), lambda: reversed({1}), lambda: hash([]), lambda: {[]: 1}, lambda: {1} | [2], lambda: [1] + (2,), lambda: "x" * "y", lambda: -"a", lambda: ~1.5, lambda: 1 << -1, lambda: complex("x"), lambda: round("x"), lambda: isinstance(1, 2), lambda: issubclass(1, int), lambda: super().x, lambda: divmod(1, 0), lambda: 1 % 0, lambda: 1.0 // 0, lambda: 0 ** -1, lambda: pow(2, -1, 4), lambda: int(float("inf")), lambda: int(float("nan")), lambda: "a".join([1]), lambda: "a".split(""), lambda: "abc"[1.0], lambda: [1, 2, 3]["1"], lambda: zip([1], [1, 2], strict=True).__next__() and list(zip([1], [1, 2], strict=True))]
for i, t in enumerate(tests):
    try:
        print(i, t())
    except Exception as e:
        print(i, type(e).__name__, "|", e, "|", e.args)
