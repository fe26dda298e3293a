# SPDX-License-Identifier: Apache-2.0
def at(x):
    return 'at', x


def list_(x):
    return 'list_', x


def f(at_, list__=2):
    list_2 = 3
    return at(at_), list_(list__), list_2


def g():
    at_ = [at]
    main = at_[0]
    return main(1), at(2)


print(f(5), g())
