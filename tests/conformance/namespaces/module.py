# SPDX-License-Identifier: Apache-2.0
"""The variables of a module as a dict."""
import json
import re as regular

limit = 3


def helper(x, y=2):
    return (x, y, limit)


def changes():
    global limit
    limit = 10
    return globals()["limit"]


class Thing:
    size = 1

    def reads(self):
        return limit, helper(0)


print([name for name in globals() if not name.startswith("__")])
print(globals()["__name__"], globals()["__doc__"], "__file__" in globals(), globals()["__spec__"])
print(globals()["helper"](1), globals().get("nothing"), globals().get("limit"), "json" in globals(), "nothing" in globals())
print(changes(), limit)
globals()["limit"] = 20
print(limit, helper(1), Thing().reads())
globals()["made"] = [1, 2]
print(made, len(made))
globals()["helper"] = lambda *a: ("replaced", a)
print(helper(1), Thing().reads())
for name in ("first", "second"):
    globals()[name] = name.upper()
print(first, second)
globals().update(third=3, fourth=4)
print(third + fourth)
print(globals().setdefault("third", 0), globals().setdefault("fifth", 5), fifth)
del globals()["third"]
try:
    print(third)
except NameError as e:
    print(e, e.name)
print(globals().pop("fourth"), "fourth" in globals())
try:
    globals()["fourth"]
except KeyError as e:
    print("KeyError", e)
try:
    del fourth
except NameError as e:
    print(e)
print("e" in globals())
try:
    raise ValueError(1)
except ValueError as caught:
    print("caught" in globals(), repr(globals()["caught"]))
print("caught" in globals())
del name
print("name" in globals())
print(globals() is globals(), globals() is vars(), globals() is locals(), type(globals()))
print("%(limit)d and %(first)s" % globals(), "{limit} {second}".format(**globals()))


def dispatch(action, *args):
    handler = globals().get("handle_" + action)
    return handler(*args) if handler else "no " + action


def handle_block(x):
    return "blocked " + x


def handle_allow(x):
    return "allowed " + x


print(dispatch("block", "a"), dispatch("allow", "b"), dispatch("drop", "c"))
print(sorted(n[7:] for n, f in list(globals().items()) if n.startswith("handle_") and callable(f)))
total = 0
for i in range(3):
    total += i
    globals()["total"] += 10
print(total, i, [limit for _ in range(2)], {first: second}, f"{limit}")
(a, b), *c = (1, 2), 3, 4
print(a, b, c, [globals()[n] for n in "abc"])
with open("/dev/null") as handle:
    print("handle" in globals())
if (n := 5) > 3:
    print(globals()["n"])


class Inner(Thing):
    copy = limit
    limit = 7
    other = limit
    seen = "Inner" in globals()

    def up(self):
        return super().reads()


print(Inner.copy, Inner.other, Inner.seen, Inner().up()[0])


def outer():
    value = 1

    def inner():
        global deep
        deep = value + 1
        return globals()["deep"]

    return inner()


print(outer(), deep)
print(eval_me if "eval_me" in globals() else "no eval_me")
print(sorted(vars().keys() & {"limit", "zzz"}))
globals()["sorted"] = lambda items: ["mine", *items]
print(sorted([2, 1]))
del globals()["sorted"]
print(sorted([2, 1]))
