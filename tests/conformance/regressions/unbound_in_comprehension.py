# SPDX-License-Identifier: Apache-2.0
def f(bind):
    if bind:
        v = 1
    for attempt in (lambda: None,):
        try:
            print([x + v for x in [1, 2]])
        except NameError as error:
            print(type(error).__name__, error)
        try:
            print([x for x in v])
        except (NameError, TypeError) as error:
            print(type(error).__name__, error)
        try:
            print({x: v for x in 'a' if v})
        except NameError as error:
            print(type(error).__name__, error)


f(True)
f(False)
