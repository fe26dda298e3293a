# SPDX-License-Identifier: Apache-2.0
def f(n):
    for i in range(2):
        try:
            try:
                raise ValueError(n)
            except ValueError as e:
                if n == 0:
                    raise KeyError(e.args)
                if n == 1:
                    continue
                if n == 2:
                    break
        except KeyError as other:
            print(other)
    try:
        print(e)
    except UnboundLocalError as error:
        print(error)


for n in range(4):
    f(n)
