# SPDX-License-Identifier: Apache-2.0
def attempt(what, action):
    try:
        print(what, action())
    except TypeError as error:
        print(what, "TypeError", error)


def check(base):
    class Plain(base):
        pass

    class WithInit(base):
        def __init__(self, source, extra=None):
            super().__init__() if base in (tuple, frozenset, float) else super().__init__(source)
            self.extra = extra

    class WithNew(base):
        def __new__(cls, source, extra=None):
            made = super().__new__(cls, source)
            made.extra = extra
            return made

    source = 1.5 if base is float else [1, 2]
    attempt(base.__name__, lambda: Plain(source))
    attempt("keyword", lambda: Plain(source=source))
    attempt("own", lambda: base(source=source))
    made = WithInit(source, extra=3)
    print(made == base(source), made.extra)
    attempt("new", lambda: WithNew(source, extra=3).extra)


for base in (list, tuple, set, frozenset, float):
    check(base)


class Pairs(dict):
    def __new__(cls, source=(), extra=None):
        made = super().__new__(cls)
        made.more = extra
        return made


pairs = Pairs([(1, 2)], extra=5)
print(pairs, pairs.more)
