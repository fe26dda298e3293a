# SPDX-License-Identifier: Apache-2.0
def tried(function):
    try:
        print(function())
    except RuntimeError as error:
        print(type(error).__name__, error)
def grows():
    a = {1: 1}
    for key in a:
        a[key + 1] = 1
def shrinks():
    a = {1: 1, 2: 2}
    for key in a:
        del a[key]
def replaces():
    a = {1: 1, 2: 2}
    for key in a:
        a[key] = 'new'
    return a
def copies():
    a = {1: 1, 2: 2}
    for key in list(a):
        del a[key]
    return a
def set_grows():
    a = {1}
    for item in a:
        a.add(item + 1)
def items_grow():
    a = {1: 1}
    for key, value in a.items():
        a[key + 5] = value
def list_grows():
    a = [1]
    for item in a:
        if len(a) < 4:
            a.append(item + 1)
    return a
for function in [grows, shrinks, replaces, copies, set_grows, items_grow, list_grows]:
    tried(function)


class Backwards(dict):
    def keys(self):
        return reversed(list(super().keys()))

    __iter__ = keys


back = Backwards({"a": 1, "b": 2})
print(dict(back), {**back}, {} | back, type({1: 2}.keys().mapping).__name__)
