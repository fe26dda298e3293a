# SPDX-License-Identifier: Apache-2.0
# contextvars: values of variables in contexts, tokens that take them back, and functions that run in another context.
import contextvars
import re
from contextvars import Context, ContextVar, Token, copy_context


def attempt(function, *args):
    try:
        result = function(*args)
        print(re.sub(r"0x\w+", "0x", repr(result)))
    except Exception as error:
        print(type(error).__name__, re.sub(r"0x\w+", "0x", str(error)))


user = ContextVar("user")
level = ContextVar("level", default=3)
attempt(user.get)
print(user.get("nobody"), level.get(), level.get(4), user.name)
first = user.set("ann")
second = user.set("bob")
print(user.get(), second.old_value, first.old_value is Token.MISSING, second.var is user)
attempt(lambda: (user, level, first, Token.MISSING))
user.reset(second)
print(user.get())
attempt(user.reset, second)
attempt(level.reset, first)
attempt(user.reset, 3)
user.reset(first)
attempt(user.get)

user.set("carl")
copy = copy_context()


def change(name, *, to):
    user.set(name)
    level.set(to)
    return user.get(), level.get()


print(copy.run(change, "dora", to=9), user.get(), level.get())
print(copy[user], copy.get(level), len(copy), user in copy, level in copy_context(), bool(Context()))
print(sorted(variable.name for variable in copy), sorted(copy.values(), key=str), sorted((v.name, x) for v, x in copy.items()))
print(copy.copy()[user], copy.get(ContextVar("x")), copy.get(ContextVar("x"), 1))
token = user.set("eve")
for failing in (lambda: Context().run(user.reset, token), lambda: copy.run(copy.run, print), lambda: copy.run(), lambda: Context(1), lambda: copy[1],
                lambda: 1 in copy, lambda: copy.get(1), lambda: copy[ContextVar("y")], lambda: ContextVar(1), lambda: Token(), lambda: Context().run(user.get)):
    attempt(failing)


def fails():
    user.set("lost")
    raise ValueError("inside")


attempt(copy.run, fails)
print(user.get(), copy[user], contextvars.copy_context()[user])
