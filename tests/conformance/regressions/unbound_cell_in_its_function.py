# SPDX-License-Identifier: Apache-2.0
def f(bind):
    if bind:
        v = 1

    def g():
        return v
    try:
        print(v)
    except NameError as error:
        print(type(error).__name__, error)
    try:
        print(g())
    except NameError as error:
        print(type(error).__name__, error)
    try:
        del v
        print('deleted')
        del v
    except NameError as error:
        print(type(error).__name__, error)


f(True)
f(False)
