# SPDX-License-Identifier: Apache-2.0
def tried(function):
    try:
        print(function())
    except AssertionError as error:
        print(repr(error), str(error), error.args)
def plain(x):
    assert x
    return 'held'
def told(x, message):
    assert x, message
    return 'held'
def lazy():
    assert True, 1 / 0
    return 'not evaluated'
for function in [lambda: plain(1), lambda: plain([]), lambda: told(0, 'text'), lambda: told(0, ('a', 1)), lambda: told(0, None), lambda: told(0, ValueError('v')), lazy]:
    tried(function)
