# SPDX-License-Identifier: Apache-2.0
# Names that are bound anew while what they stood for is in use.
def attempt(what, action):
    try:
        print(what, action())
    except Exception as error:
        print(what, type(error).__name__, error)


class Key:
    def __init__(self, answer=False):
        self.answer = answer

    def __hash__(self):
        return 1

    def __eq__(self, other):
        global d, k, s, l
        d = k = s = l = None
        return self.answer

    def __lt__(self, other):
        global d, k, s, l
        d = k = s = l = None
        return self.answer

    def __index__(self):
        global d, k, s, l
        d = k = s = l = None
        return 1

    def __add__(self, other):
        global d, k, s, l
        d = k = s = l = None
        return [self, other]

    def __repr__(self):
        global d, k, s, l
        d = k = s = l = None
        return "Key"

    def __call__(self, *args):
        global d, k, s, l
        d = k = s = l = None
        return (self, args)

    def method(self, other):
        global d, k, s, l
        d = k = s = l = None
        return repr(self) + repr(other)


def reset(answer=False):
    global d, k, s, l
    k = Key(answer)
    d = {Key(answer): [1], 5: 6}
    s = {Key(answer), 7}
    l = [Key(answer), Key(answer), 3]


def case(what, action):
    for answer in (False, True):
        reset(answer)
        attempt(what, action)


def store():
    d[k] = [3]
def store_list():
    l[k] = [3]
def delete():
    del d[k]
def delete_list():
    del l[k]
def augment():
    global k
    k += [1]
    return k


case("get item", lambda: d[k])
case("store", store)
case("delete", delete)
case("get", lambda: d.get(k))
case("get 2", lambda: d.get(k, 3))
case("pop", lambda: d.pop(k))
case("setdefault", lambda: d.setdefault(k, [2]))
case("in", lambda: k in d)
case("in set", lambda: k in s)
case("add", lambda: s.add(k))
case("discard", lambda: s.discard(k))
case("remove", lambda: s.remove(k))
case("union", lambda: len(s | {k}))
case("minus", lambda: len(s - {k}))
case("and", lambda: len(s & {k}))
case("xor", lambda: len(s ^ {k}))
case("update", lambda: s.update([k]))
case("equal", lambda: d == {k: 1, 2: 3})
case("set equal", lambda: s == {k, 5})
case("less", lambda: k < k)
case("equal self", lambda: k == d)
case("list get", lambda: l[k])
case("list set", store_list)
case("list del", delete_list)
case("list slice", lambda: l[k:])
case("list in", lambda: k in l)
case("list index", lambda: l.index(k))
case("list count", lambda: l.count(k))
case("list remove", lambda: l.remove(k))
case("list insert", lambda: l.insert(k, 4))
case("list pop", lambda: l.pop(k))
case("list equal", lambda: l == [k, 2, 3])
case("list less", lambda: l < [k, 2, 3])
case("sort", lambda: l[:2].sort())
case("sorted", lambda: len(sorted([k, Key(), k])))
case("max", lambda: len([max(k, Key(), k)]))
case("add op", lambda: len(k + l))
case("augment", augment)
case("repr list", lambda: repr(l))
case("repr dict", lambda: repr(d))
case("repr set", lambda: repr(s) in ("{Key, 7}", "{7, Key}"))
case("fstring", lambda: f"{k} {l}")
case("format", lambda: "{} {}".format(k, l))
case("call", lambda: len(k(l, d)))
case("method", lambda: k.method(k))
case("method 2", lambda: k.method([k]))
case("iterate", lambda: [str(x) for x in l])
case("for dict", lambda: [str(x) for x in d])
case("join", lambda: ", ".join(map(str, l)))
case("print", lambda: print(k, l, 3))
case("range", lambda: list(range(k)))
case("enumerate", lambda: [(i, str(x)) for i, x in enumerate(l)])
case("zip", lambda: [(str(a), str(b)) for a, b in zip(l, l)])
case("dict of", lambda: len(dict([(k, 1), (Key(), 2)])))
case("set of", lambda: len({k, Key()}))
case("frozenset", lambda: frozenset([k]) == frozenset([Key()]))
case("tuple", lambda: (k, 1) == (Key(), 1))
case("tuple 2", lambda: (k, 1) < (Key(), 1))
case("hash", lambda: {(k, 1): 2, (Key(), 1): 3} == 1)
case("chain", lambda: k < Key() < k)
case("cond", lambda: k if k < 3 else d)
