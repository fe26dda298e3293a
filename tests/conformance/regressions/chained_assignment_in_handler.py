# SPDX-License-Identifier: Apache-2.0
def f():
    try:
        raise KeyError(1)
    except KeyError:
        a = b = [c for c in 'xy' if c]
    return a, b


print(f())
